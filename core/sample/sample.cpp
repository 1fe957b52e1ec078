#include "sample/sample.h"

#include "profile/profilestore.h"
#include "sample/history.h"
#include "sample/people.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::string_view kTourPerson = "sample.person";
constexpr std::uint64_t kStoryStream = 1ULL << 40; ///< away from the streams of the people themselves

class Maker
{
public:
    Maker(Vault &vault, std::shared_ptr<const Catalogue> catalogue, const SampleOptions &options)
        : m_vault(vault), m_options(options), m_catalogue(std::move(catalogue)), m_profiles(vault, m_catalogue), m_consents(vault, m_catalogue)
    {
    }

    /// People from `begin` up to `end`, in one transaction.
    Result<void> batch(int begin, int end)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        SampleReport report = m_report;
        for (int index = begin; index < end; ++index)
            ASSENT_CHECK(addPerson(transaction, static_cast<std::uint64_t>(index), report));
        if (begin == 0)
            ASSENT_CHECK(m_vault.setMeta(kTourPerson, report.tourPerson.toString()));
        ASSENT_CHECK(transaction.commit());
        m_report = std::move(report);
        return {};
    }

    const SampleReport &report() const { return m_report; }

private:
    Result<void> addPerson(const WriteTransaction &transaction, std::uint64_t index, SampleReport &report)
    {
        const bool tour = index == 0;
        ASSENT_TRY(const Person person, tour ? sample::makeTourPerson(*m_catalogue, m_options.now, m_options.seed)
                                             : sample::makePerson(*m_catalogue, m_options.now, m_options.seed, index));
        ASSENT_CHECK(m_profiles.add(transaction, person));
        sample::Story story(*m_catalogue, person, m_options.now);
        sample::Random random(m_options.seed, kStoryStream + index);
        if (tour)
            sample::tellTourStory(story);
        else
            sample::tellStory(story, random, person, m_options.days);
        ASSENT_TRY(const auto events, sample::record(transaction, m_consents, person, story.steps()));
        count(person, events, report);
        if (tour)
            report.tourPerson = person.id;
        return {};
    }

    static void count(const Person &person, const std::vector<ConsentEvent> &events, SampleReport &report)
    {
        ++report.people;
        report.identifiers += static_cast<std::int64_t>(person.identifiers.size());
        report.attributes += static_cast<std::int64_t>(person.attributes.size());
        report.events += static_cast<std::int64_t>(events.size());
        for (const ConsentEvent &event : events)
            ++report.acts[std::string(actName(event.core.act))];
    }

    Vault &m_vault;
    SampleOptions m_options;
    std::shared_ptr<const Catalogue> m_catalogue; // shared with the stores, which read it
    ProfileStore m_profiles;
    ConsentStore m_consents;
    SampleReport m_report;
};

Error stopped(Error error, int people)
{
    error.detail += (error.detail.empty() ? "" : "; ") + std::string("the first ") + std::to_string(people) + " people are in the store";
    return error;
}

} // namespace

Result<SampleReport> makeSample(Vault &vault, std::shared_ptr<const Catalogue> catalogue, const SampleOptions &options, Progress &progress)
{
    if (options.people < 1 || options.days < 2 || options.now > vault.clock().now())
        return Error{ErrorCode::Invalid, "a sample needs a person, two days and an end that is not in the future"};
    Maker maker(vault, std::move(catalogue), options);
    for (int done = 0; done < options.people;) {
        if (!progress.report(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(options.people)))
            return stopped({ErrorCode::Cancelled, {}}, done);
        const int end = std::min(done + kSampleBatch, options.people);
        if (const auto added = maker.batch(done, end); !added)
            return stopped(added.error(), done);
        done = end;
    }
    progress.report(static_cast<std::uint64_t>(options.people), static_cast<std::uint64_t>(options.people));
    return maker.report();
}

Result<SubjectId> samplePerson(Vault &vault)
{
    ASSENT_TRY(const auto id, vault.meta(kTourPerson));
    if (!id)
        return Error{ErrorCode::NotFound, "the store holds no sample"};
    return SubjectId::parse(*id);
}

} // namespace assent
