#pragma once

#include "consent/graphcache.h"
#include "vault/vault.h"

#include <memory>

namespace assent {

/// What someone saw when they decided. An act names the heads of the view it
/// was taken on, even when more has arrived since.
struct ConsentView
{
    SubjectId subject;
    PersonaId persona; ///< the default one
    std::string jurisdiction;
    std::string language;
    ConsentGraph graph;
    /// Openings that no hub has acknowledged yet (empty without a hub).
    std::set<Digest> unacknowledged;
};

/// A state with what the store knows of its way to the hub.
struct KeyState
{
    ConsentKey key;
    ConsentState state;
    bool notYetActive = false;   ///< allowed only by openings that the hub has not acknowledged
    bool waitingToSend = false;  ///< an act that decides this is still in the outbox
    /// True when other systems may act on it: allowed and active.
    bool effective() const { return state.allowed && !notYetActive; }
};

/// One decision to record. `pattern` must be concrete for openings and
/// neutral acts. What the catalogue knows (purpose version, basis, rule) is
/// filled in by the store.
struct Decision
{
    Act act = Act::Withdraw;
    KeyPattern pattern;
    ActorRole actorRole = ActorRole::Self;
    std::string actorId = "self";
    std::string onBehalfReason;
    std::string verificationId;
    ConsentMethod method = ConsentMethod::Toggle;
    ServedMode servedMode = ServedMode::None;
    std::optional<ServedId> served;
    int noticeVersion = 0;      ///< 0: the one in effect, when a notice was served
    std::string locale = "en";
    std::string reason;
    std::string collectionPoint = "desktop";
    std::vector<Attachment> attachments;
    std::optional<Timestamp> decidedAt; ///< now, when absent
    std::optional<Timestamp> validUntil; ///< a guardian's grant: the minor's age day
};

/// A consent event as history shows it.
struct HistoryEntry
{
    ConsentEvent event;
    std::int64_t entry = 0;  ///< leaf number in the store's ledger
    Timestamp receivedAt;    ///< by this store
    std::optional<Timestamp> hubReceivedAt;
    bool waiting = false;    ///< still in the outbox
};

/// A part of a history, newest first.
struct HistoryPage
{
    std::vector<HistoryEntry> entries;
    std::int64_t total = 0; ///< acts of the whole history
};

/// An act that the rules admit, whole but for its signature.
struct PreparedAct
{
    SubjectId subject;
    ConsentEvent event;
};

/// Reads and appends consent events. Uses the vault's thread.
class ConsentStore
{
public:
    ConsentStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue);

    const Catalogue &catalogue() const { return *m_catalogue; }
    const std::shared_ptr<const Catalogue> &sharedCatalogue() const { return m_catalogue; }

    /// NotFound when there is no such subject; Corrupt when the stored events
    /// are not those that were sealed, so that no lost withdrawal reads as given.
    Result<ConsentView> view(SubjectId subject);
    /// Every key of the catalogue for this view, at `at`.
    std::vector<KeyState> states(const ConsentView &view, Timestamp at) const;
    KeyState state(const ConsentView &view, const ConsentKey &key, Timestamp at) const;

    /// Records decisions taken on `view` as one batch, each seeing the ones
    /// before it; imports and signals see nothing (DOMAIN.md section 2). Durable when it returns: events, ledger leaves and outbox rows
    /// are one transaction. At most 500. An opening is refused with Invalid when
    /// its key is not concrete or unknown, and with Denied when no notice was
    /// served, the purpose is retired or the actor is not entitled. A closing act
    /// is refused only when it names another controller.
    Result<std::vector<ConsentEvent>> decide(const ConsentView &view, std::span<const Decision> decisions);
    /// The same inside a transaction of the caller's (imports, demo data).
    Result<std::vector<ConsentEvent>> decide(const WriteTransaction &transaction, const ConsentView &view, std::span<const Decision> decisions);

    /// One act of many people's that record() commits together: an import's or a
    /// signal's, which sees nothing (Invalid for others). Of the view only who,
    /// where and in which language is used. Refused as by decide(); reads nothing.
    Result<PreparedAct> prepare(const ConsentView &view, const Digest &pseudonym, const Decision &decision, EventId id) const;
    /// Records up to 500 prepared acts under one signature, in the transaction
    /// of the caller's: events, ledger leaves and outbox rows.
    Result<void> record(const WriteTransaction &transaction, std::span<PreparedAct> acts);

    /// Undo: of a closing act one opening per key that was open in the view it
    /// was taken on, of an opening a withdrawal. Nothing is deleted. `locale`
    /// names the notice text that is on screen. Conflict when there is nothing
    /// to undo (nothing was open, or the notice has moved on).
    Result<std::vector<Decision>> undoOf(const ConsentView &view, EventId event, std::string_view locale) const;

    /// Takes in an event of another device. Repeating it is harmless. Checks
    /// form, payload hash, pseudonym and signature. True when it was new.
    Result<bool> append(const WriteTransaction &transaction, SubjectId subject, const ConsentEvent &event,
        const PublicKey &deviceKey, std::optional<Timestamp> hubReceivedAt);

    /// Newest first.
    Result<std::vector<HistoryEntry>> history(SubjectId subject, int limit = 10000);
    /// Up to `limit` acts that the ledger has before the entry `before`; without one
    /// the newest. Corrupt when there are not as many acts as were sealed.
    Result<HistoryPage> historyPage(SubjectId subject, std::optional<std::int64_t> before, int limit);
    Result<ConsentEvent> event(EventId id);
    Result<SubjectId> subjectOf(EventId id);

    /// Records that a notice was shown; the id goes into the openings that
    /// follow it.
    Result<ServedId> recordServed(SubjectId subject, const NoticeVersion &notice, std::string_view language, ServedMode mode);

private:
    Result<void> admit(const ConsentView &view, const Decision &decision, Timestamp decidedAt) const;
    bool isSameOffer(const ConsentKey &key, Timestamp then, Timestamp now) const;
    EventPayload payloadFor(const ConsentView &view, const Decision &decision, Timestamp decidedAt) const;
    Result<PreparedAct> prepare(const ConsentView &view, const Digest &pseudonym, const Decision &decision, EventId id,
        std::vector<Digest> parents) const;
    Result<void> insert(const WriteTransaction &transaction, std::span<const PreparedAct> acts, std::optional<Timestamp> hubReceivedAt);

    Result<std::set<Digest>> unacknowledged(const ConsentGraph &graph);

    Vault &m_vault;
    std::shared_ptr<const Catalogue> m_catalogue;
    GraphCache m_graphs;
    BatchVerifier m_verifier; ///< of other devices' events
};

} // namespace assent
