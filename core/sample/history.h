#pragma once

#include "consent/consentstore.h"
#include "profile/person.h"
#include "sample/random.h"

namespace assent::sample {

/// One act to come. `unseen`: taken without knowledge of the others, as imports
/// and signals are.
struct Step
{
    Timestamp at;
    Decision decision;
    bool unseen = false;
};

/// Writes down what a person decided, in any order; steps() sorts it. Acts that
/// the catalogue does not allow at their time are left out.
class Story
{
public:
    Story(const Catalogue &catalogue, const Person &person, Timestamp now) : m_catalogue(catalogue), m_person(person), m_now(now) {}

    /// "purpose channel" or "purpose channel recipient"; "*" leaves a part open
    /// and "class:NAME" stands for a class of purposes.
    KeyPattern pattern(std::string_view words) const;

    Decision &act(double daysAgo, Act act, std::string_view words);
    void grant(double daysAgo, std::string_view words, std::string_view where = "website");
    void close(double daysAgo, Act act, std::string_view words, std::string_view where = "preference centre");
    /// A grant that a system attests.
    void import(double daysAgo, std::string_view words, std::string_view source);
    /// Sec-GPC: sale and sharing, by class.
    void signal(double daysAgo, std::string_view purposeClass);
    void doubleOptIn(double daysAgo, std::string_view words, bool confirmed);
    /// An agent on the phone, with a recording as evidence.
    void byPhone(double daysAgo, Act act, std::string_view words);

    std::vector<Step> steps() const;

private:
    bool possible(const Step &step) const;

    const Catalogue &m_catalogue;
    const Person &m_person;
    Timestamp m_now;
    std::vector<Step> m_steps;
};

/// A plausible history of `days` days.
void tellStory(Story &story, Random &random, const Person &person, int days);
/// The tour person's: every kind of act, and keys in every state.
void tellTourStory(Story &story);

/// Records a story in order; each act sees what came before it, except those
/// that saw nothing.
Result<std::vector<ConsentEvent>> record(
    const WriteTransaction &transaction, ConsentStore &store, const Person &person, const std::vector<Step> &steps);

} // namespace assent::sample
