#pragma once

#include "base/progress.h"
#include "consent/consentstore.h"
#include "profile/profilestore.h"
#include "sync/devicemessages.h"
#include "sync/erasuremessages.h"
#include "sync/transport.h"

#include <deque>
#include <functional>
#include <memory>
#include <random>

namespace assent::sync {

/// Where a store stands with its hub.
struct SyncStatus
{
    bool hasHub = false;
    std::string hubUrl;
    OutboxCounts waiting;
    std::int64_t erasures = 0; ///< that the hub does not have yet
    std::int64_t held = 0;     ///< items that this program cannot read yet
    std::optional<Timestamp> lastContact;
    std::string lastError; ///< a code of ErrorCode or a problem's name; empty: all well
};
Result<SyncStatus> status(Vault &vault);

/// An item of a kind or a version that a newer program sent: kept as it came, and
/// tried again at every sync.
struct HeldItem
{
    std::int64_t n = 0;
    std::string reason;
    Timestamp heldAt;
};
Result<std::vector<HeldItem>> heldItems(Vault &vault);

/// A pull that would change more than 5 % of more than 1,000 people.
struct LargePull
{
    std::int64_t changed = 0; ///< people, at least
    std::int64_t people = 0;  ///< in the store
};

/// Reads the answer to Client::newsRequest(). Network or Protocol: it is none.
Result<bool> hasNews(const HttpResponse &response);

/// The way from a store to its hub. One at a time; uses the vault's thread.
class Client
{
public:
    Client(Vault &vault, std::shared_ptr<const Catalogue> catalogue, Transport &transport);

    /// Turns a one-time code into a device token and queues everything that the
    /// store holds. At the store's own hub it gives a new token: for a device that
    /// the hub no longer lets in. Conflict when the store has another hub. Denied:
    /// the hub does not know the code, or it is used up.
    Result<void> enrol(const std::string &hubUrl, const std::string &code, const std::string &label);

    struct Report
    {
        int pushed = 0;
        int duplicates = 0;
        int setAside = 0;
        int pulled = 0;
        int held = 0;    ///< pulled items that could not be read yet
        int refused = 0; ///< pulled items that did not hold: bad signature, another person's
        int erased = 0;  ///< people who were erased here: the hub says so, or their erasure was due
        std::string erasureRefusal; ///< why the hub does not take an erasure of this store's; empty: it did
    };
    /// Pushes closing acts, then obeys erasures and sends its own, pulls, and pushes
    /// the rest, until the queue is empty and the hub has nothing newer. What the hub
    /// says is of someone erased leaves the queue. A batch that the hub takes is
    /// acknowledged per item; what it rejects is set aside and listed. On
    /// failure everything unacknowledged is still queued: run it again.
    /// A hub of another epoch, or one that was put back, is offered everything
    /// that this store holds, other devices' events too. Numbers that the hub
    /// knows for other items (this store was put back) are passed over.
    Result<Report> sync(Progress &progress);

    /// Asked before a large pull is applied; true goes on. Without a question such a
    /// pull ends with Denied. Closing acts are sent before either way.
    void askBeforeLargePull(std::function<bool(const LargePull &)> question) { m_question = std::move(question); }
    /// The last sync ended because a large pull was not agreed to.
    bool wantsAnswer() const { return m_wantsAnswer; }

    /// Wait before the next attempt, after `failures` in a row: full jitter over
    /// 1 s … 300 s, and never less than what Retry-After asked for. Until then no
    /// request is made.
    std::chrono::milliseconds backOff(int failures);

    /// The devices at the hub that this one may see, oldest first.
    Result<std::vector<DeviceInfo>> devices();
    /// From now on the hub takes closing acts of that device only. NotFound: none
    /// that this one may see.
    Result<void> revokeDevice(DeviceId device);

    /// Writes closing acts that wait into a file beside the store, sealed for the hub
    /// (sealed.h); removes the file when none wait. True when there is a file. Does
    /// nothing while the hub's key is not known.
    Result<bool> sealClosings();

    /// True when the hub lets a request wait for news; known after a sync.
    bool canWaitForNews() const { return m_longPoll; }
    /// Returns when the hub has something new, or after this time; true: something.
    /// Applies nothing. Cancelled when the transport was aborted.
    Result<bool> waitForNews(std::chrono::seconds time);
    /// The same question, for who sends it on a way of its own, so that nothing of
    /// this client waits for it; hasNews() reads the answer. Known after a sync.
    Result<HttpRequest> newsRequest(std::chrono::seconds time);

private:
    /// A request that is under way.
    struct Flight
    {
        HttpRequest request; ///< to be sent again, should the token be another by now
        std::future<Result<HttpResponse>> answer;

        Flight() = default;
        Flight(Flight &&) = default;
        Flight &operator=(Flight &&) = default;
        ~Flight()
        {
            if (answer.valid()) // one at a time
                answer.wait();
        }
    };
    /// What is sent at once, or was.
    struct Batch
    {
        std::vector<OutboxRow> rows;
        std::string items;
        bool more = false; ///< others wait behind it
    };
    /// A batch that the hub has answered, until the store knows.
    struct Answered
    {
        Batch batch;
        PushResponse response;
    };

    /// A page that comes, and is read, while another one is applied.
    struct Coming
    {
        std::string from; ///< the cursor behind which it lies
        std::shared_ptr<std::optional<Result<PullResponse>>> page; ///< shared with the thread that reads it
        Flight flight;
    };

    Result<json::Value> call(HttpRequest request);
    Flight depart(HttpRequest request, bool meanwhile);
    Result<json::Value> arrive(Flight &flight);
    Result<HttpResponse> receive(Flight &flight);
    Result<void> mendQueue();
    Result<void> sealReplayed();
    Result<void> contact();
    Result<void> startEpoch(const Capabilities &capabilities);
    Result<void> refetch(const WriteTransaction &transaction);
    Result<void> offerAgain(const WriteTransaction &transaction);
    Result<void> queueEverything(const WriteTransaction &transaction, bool ofOthersToo = false);
    Result<void> queueEdits(const WriteTransaction &transaction);
    Result<void> run(Report &report, Progress &progress);
    Result<void> push(Lane lane, Report &report, Progress &progress);
    Result<void> dropRemoved(const std::vector<OutboxRow> &rows);
    Result<Batch> nextBatch(Lane lane, std::int64_t after, int room);
    Result<Batch> readBatch(Lane lane, std::int64_t after, int room, std::vector<OutboxRow> &removed);
    Result<HttpRequest> pushRequest(const Batch &batch, const std::optional<Answered> &before);
    Result<void> record(std::optional<Answered> &answered, Report &report);
    Result<void> shrink(const Batch &batch, int &room, Report &report);
    Result<std::string> entryText(const OutboxRow &row);
    Result<std::string> itemText(const OutboxRow &row);
    Result<std::optional<std::string>> partingText(const OutboxRow &row);
    Result<std::optional<std::string>> consentText(const OutboxRow &row, const char *sql);
    Result<void> take(const std::vector<OutboxRow> &rows, const PushResponse &response, Report &report);
    Result<void> takeRejection(const WriteTransaction &transaction, const OutboxRow &row, const std::string &reason, Report &report);
    Result<void> renumber(const WriteTransaction &transaction, const OutboxRow &row);
    Result<bool> isAnothers(const OutboxRow &row);
    Result<void> setAside(const OutboxRow &row, std::string_view reason, Report &report);
    Result<void> obeyErasures(Report &report);
    Result<void> carryOutDue(Report &report);
    Result<void> obey(const ErasurePage &page, Report &report);
    Result<void> sendErasures(Report &report);
    Result<void> noteSent(std::span<const OfferedErasure> sent, std::span<const ErasureResult> results, Report &report);
    Result<void> pull(Report &report, Progress &progress);
    Result<void> pullOnce(Report &report, Progress &progress);
    Result<std::string> cursor();
    Result<HttpRequest> pageRequest(const std::string &cursor);
    Result<Coming> fetchLater(const std::string &cursor);
    Result<PullResponse> arrive(Coming &coming);
    Result<PullResponse> fetch(const std::string &cursor);
    Result<std::deque<PullResponse>> lookAhead(Progress &progress);
    Result<void> ask(const LargePull &pull);
    Result<bool> wouldChange(const PulledItem &item);
    Result<void> replayHeld(Report &report);
    Result<void> hold(const WriteTransaction &transaction, const UnreadItem &item, Report &report);
    Result<void> applyOne(const WriteTransaction &transaction, const PulledItem &item, Report &report);
    Result<void> apply(const PullResponse &response, Report &report);
    Result<void> applyItems(const PullResponse &response, Report &report, bool oneByOne);
    Result<void> forget(const WriteTransaction &transaction, Report &report);
    Result<bool> applyItem(const WriteTransaction &transaction, const PulledItem &item);
    Result<void> note(const Result<void> &outcome);
    void sign(HttpRequest &request) const;
    Result<HttpResponse> landed(Flight &flight);
    std::chrono::milliseconds waitLeft() const;
    Result<bool> readTokenAgain();
    Result<void> joinedHub();
    Result<void> pinSealKey(const Capabilities &capabilities, bool again);

    Vault &m_vault;
    std::shared_ptr<const Catalogue> m_catalogue;
    Transport &m_transport;
    ConsentStore m_consents;
    ProfileStore m_profiles;
    std::string m_token;
    int m_status = 0; ///< of the last answer; 0: there was none
    int m_renumberings = 0;
    bool m_anyErased = false; ///< somebody is on the list of erasures
    std::optional<std::pair<Timestamp, Timestamp>> m_wait; ///< from and until when Retry-After forbids requests
    bool m_longPoll = false;
    bool m_wantsAnswer = false;
    std::function<bool(const LargePull &)> m_question;
    std::mt19937_64 m_random;
};

} // namespace assent::sync
