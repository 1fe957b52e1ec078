#pragma once

#include "consent/consentstore.h"
#include "consent/model.h"

namespace assent::test {

/// What people of a simulated world decide: numbers from 0 below this. The number
/// goes into the act's reason, by which the model knows it again.
extern const int kChoices;
Decision decisionOf(int choice, const PersonaId &persona);
/// The same for the model, which has yet to be told what its author saw.
ModelAct modelActOf(int choice);

/// One person's acts as a store has them, told to the model: in an order in which
/// each stands after those that it saw.
class ToldActs
{
public:
    explicit ToldActs(const std::vector<HistoryEntry> &history);
    /// The parents of the next act of who sees these.
    std::vector<Digest> heads() const;
    const std::vector<ModelAct> &acts() const { return m_acts; }

private:
    void takeNext(std::map<Digest, const ConsentEvent *> &left);
    Set numbersOf(const std::vector<Digest> &hashes) const;

    std::vector<ModelAct> m_acts;
    std::vector<Digest> m_hashes;
};

/// How what a store shows differs from what the model makes of these acts, in
/// words; empty when it does not.
std::string differenceFromModel(const ConsentStore &consents, const ConsentView &view, const std::vector<ModelAct> &acts, Timestamp at);

} // namespace assent::test
