#pragma once

#include "base/progress.h"
#include "consent/consentstore.h"
#include "profile/profilestore.h"
#include "sync/messages.h"
#include "sync/transport.h"

#include <random>

namespace assent::sync {

/// Where a store stands with its hub.
struct SyncStatus
{
    bool hasHub = false;
    std::string hubUrl;
    OutboxCounts waiting;
    std::optional<Timestamp> lastContact;
    std::string lastError; ///< a code of ErrorCode or a problem's name; empty: all well
};
Result<SyncStatus> status(Vault &vault);

/// The way from a store to its hub. One at a time; uses the vault's thread.
class Client
{
public:
    Client(Vault &vault, std::shared_ptr<const Catalogue> catalogue, Transport &transport);

    /// Turns a one-time code into a device token and queues everything that the
    /// store holds. Conflict when the store has a hub already. Denied: the hub
    /// does not know the code, or it is used up.
    Result<void> enrol(const std::string &hubUrl, const std::string &code, const std::string &label);

    struct Report
    {
        int pushed = 0;
        int duplicates = 0;
        int setAside = 0;
        int pulled = 0;
        int refused = 0; ///< pulled items that did not hold: bad signature, another person's
    };
    /// Pushes closing acts, then pulls, then pushes the rest, until the queue is
    /// empty and the hub has nothing newer. A batch that the hub takes is
    /// acknowledged per item; what it rejects is set aside and listed. On
    /// failure everything unacknowledged is still queued: run it again.
    /// A hub of another epoch, or one that was put back, is offered everything
    /// that this store holds, other devices' events too. Numbers that the hub
    /// knows for other items (this store was put back) are passed over.
    Result<Report> sync(Progress &progress);

    /// Wait before the next attempt, after `failures` in a row: full jitter over
    /// 1 s … 300 s, and never less than what Retry-After asked for.
    std::chrono::milliseconds backOff(int failures);

private:
    Result<json::Value> call(HttpRequest request);
    Result<void> mendQueue();
    Result<void> contact();
    Result<void> startEpoch(const Capabilities &capabilities);
    Result<void> refetch();
    Result<void> offerAgain(const WriteTransaction &transaction);
    Result<void> queueEverything(const WriteTransaction &transaction, bool ofOthersToo = false);
    Result<void> queueEdits(const WriteTransaction &transaction);
    Result<void> run(Report &report, Progress &progress);
    Result<void> push(Lane lane, Report &report, Progress &progress);
    Result<void> dropRemoved(const std::vector<OutboxRow> &rows);
    Result<std::string> batch(std::vector<OutboxRow> &rows);
    Result<ItemBody> load(const OutboxRow &row);
    Result<void> take(const std::vector<OutboxRow> &rows, const PushResponse &response, Report &report);
    Result<void> takeRejection(const WriteTransaction &transaction, const OutboxRow &row, const std::string &reason, Report &report);
    Result<void> renumber(const WriteTransaction &transaction, const OutboxRow &row);
    Result<bool> isAnothers(const OutboxRow &row);
    Result<void> setAside(const OutboxRow &row, std::string_view reason, Report &report);
    Result<void> pull(Report &report, Progress &progress);
    Result<void> apply(const PullResponse &response, Report &report);
    Result<void> forget(const WriteTransaction &transaction, Report &report);
    Result<bool> applyItem(const WriteTransaction &transaction, const PulledItem &item);
    Result<void> note(const Result<void> &outcome);

    Vault &m_vault;
    std::shared_ptr<const Catalogue> m_catalogue;
    Transport &m_transport;
    ConsentStore m_consents;
    ProfileStore m_profiles;
    std::string m_token;
    int m_status = 0; ///< of the last answer; 0: there was none
    int m_renumberings = 0;
    std::chrono::milliseconds m_retryAfter{0};
    std::mt19937_64 m_random;
};

} // namespace assent::sync
