#include "transfer/importpeople.h"

namespace assent {

std::uint64_t &ConsentCounts::of(Act act)
{
    switch (act) {
    case Act::Grant: return grants;
    case Act::Refuse: return refusals;
    case Act::Request: return requests;
    default: return withdrawals;
    }
}

json::Value toJson(const ImportReport &report)
{
    json::Array problems;
    for (const RowProblem &problem : report.problems) {
        json::Object entry;
        entry.emplace_back("line", problem.line);
        entry.emplace_back("column", problem.column);
        entry.emplace_back("field", problem.field);
        entry.emplace_back("reason", problem.reason);
        problems.emplace_back(std::move(entry));
    }
    json::Array ignored;
    for (const std::string &column : report.ignoredColumns)
        ignored.emplace_back(column);
    json::Value value;
    value.set("rows", report.rows);
    value.set("resumed_at", report.resumedAt);
    value.set("added", report.added);
    value.set("updated", report.updated);
    value.set("unchanged", report.unchanged);
    value.set("refused", report.refused);
    value.set("problems", std::move(problems));
    value.set("ignored_columns", std::move(ignored));
    json::Value acts;
    acts.set("grant", report.consents.grants);
    acts.set("withdraw", report.consents.withdrawals);
    acts.set("refuse", report.consents.refusals);
    acts.set("request", report.consents.requests);
    value.set("acts", std::move(acts));
    value.set("observed_unchanged", report.consents.unchanged);
    value.set("stale", report.consents.stale);
    value.set("suppressed", report.consents.suppressed);
    json::Array leftOut;
    for (const std::string &column : report.consentsLeftOut)
        leftOut.emplace_back(column);
    value.set("consent_columns_left_out", std::move(leftOut));
    value.set("status_left_out", report.statusLeftOut);
    value.set("dry_run", report.dryRun);
    value.set("refused_whole", report.refusedWhole);
    return value;
}

namespace {

RowProblem problemFromJson(json::Reader in)
{
    return {static_cast<int>(in.integer("line")), static_cast<int>(in.integer("column")), in.text("field"), in.text("reason")};
}

std::uint64_t count(json::Reader &in, std::string_view name) { return static_cast<std::uint64_t>(in.integer(name, 0)); }

} // namespace

Result<ImportReport> importReportFromJson(const json::Value &value)
{
    ImportReport report;
    json::Reader in(value, "report");
    report.rows = count(in, "rows");
    report.added = count(in, "added");
    report.updated = count(in, "updated");
    report.unchanged = count(in, "unchanged");
    report.refused = count(in, "refused");
    for (const json::Value &problem : in.list("problems"))
        report.problems.push_back(problemFromJson(json::Reader(problem, "report.problems")));
    const json::Value acts = in.child("acts");
    json::Reader decided(acts, "report.acts");
    report.consents.grants = count(decided, "grant");
    report.consents.withdrawals = count(decided, "withdraw");
    report.consents.refusals = count(decided, "refuse");
    report.consents.requests = count(decided, "request");
    report.consents.unchanged = count(in, "observed_unchanged");
    report.consents.stale = count(in, "stale");
    report.consents.suppressed = count(in, "suppressed");
    ASSENT_CHECK(decided.finish());
    ASSENT_CHECK(in.finish());
    return report;
}

} // namespace assent
