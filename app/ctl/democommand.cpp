#include "catalog/catalogstore.h"
#include "command.h"
#include "progressline.h"
#include "sample/sample.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

/// The catalogue in force; a store that has none yet gets the sample's.
Result<std::shared_ptr<const Catalogue>> catalogueOf(Vault &vault)
{
    auto inForce = loadCatalogue(vault);
    if (inForce || inForce.error().code != ErrorCode::NotFound)
        return inForce;
    ASSENT_TRY(const Catalogue sample, sampleCatalogue(vault.clock().now()));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_CHECK(publishCatalogue(transaction, sample));
    ASSENT_CHECK(transaction.commit());
    return loadCatalogue(vault);
}

json::Value toJson(const Vault &vault, const SampleReport &report)
{
    json::Value acts{json::Object{}};
    for (const auto &[act, number] : report.acts)
        acts.set(act, number);
    json::Value document;
    document.set("store", vault.folder().string());
    document.set("people", report.people);
    document.set("identifiers", report.identifiers);
    document.set("attributes", report.attributes);
    document.set("events", report.events);
    document.set("acts", std::move(acts));
    document.set("tour_person", report.tourPerson.toString());
    return document;
}

std::string toText(const Vault &vault, const SampleReport &report)
{
    return "Made-up people are in " + vault.folder().string() + ".\n"
        + facts({{"People", grouped(report.people)}, {"Identifiers", grouped(report.identifiers)}, {"Facts", grouped(report.attributes)},
            {"Decisions", grouped(report.events)}, {"Start with", report.tourPerson.toString()}});
}

class Demo final : public Command
{
public:
    explicit Demo(CLI::App &parent)
        : Command(parent, "demo", "Fill a store with made-up people and their decisions; makes the store when there is none",
            "  assentctl demo --people 1000\n"
            "  assentctl demo --store /tmp/demo --people 50000 --seed 7 --days 365 --passphrase-fd 3 3<secret")
    {
        app().add_option("--people", m_options.people, "How many")->type_name("N")->check(quietly(CLI::Range(1, 10'000'000)))->required();
        app().add_option("--seed", m_options.seed, "Other seeds make other people")->type_name("S")->capture_default_str();
        app().add_option("--days", m_options.days, "Length of their history")->type_name("N")->check(quietly(CLI::Range(2, 3650)))->capture_default_str();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openOrCreate(context));
        ASSENT_TRY(const auto catalogue, catalogueOf(*vault));
        if (samplePerson(*vault))
            return Error{ErrorCode::Conflict, "this store holds made-up people already; name another folder with --store"};
        m_options.now = context.clock.now();
        ASSENT_TRY(const SampleReport report, fill(*vault, catalogue));
        context.console.document(toJson(*vault, report));
        context.console.print(toText(*vault, report));
        return {};
    }

private:
    static Result<std::unique_ptr<Vault>> openOrCreate(Context &context)
    {
        if (Vault::exists(context.store()))
            return openVault(context, kBulkCacheMiB);
        ASSENT_TRY(const NewKeys keys, askNewKeys(context, false));
        ASSENT_TRY(NewStore store, createStore(context, keys));
        context.console.note("Made a store in " + context.store().string() + ".");
        return std::move(store.vault);
    }

    Result<SampleReport> fill(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue) const
    {
        ProgressLine progress("Inventing", "people");
        return makeSample(vault, catalogue, m_options, progress);
    }

    SampleOptions m_options;
};

} // namespace

void addDemoCommands(CLI::App &parent, Commands &commands) { commands.push_back(std::make_unique<Demo>(parent)); }

} // namespace assent::ctl
