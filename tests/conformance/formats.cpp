#include "conformance/kinds.h"

#include "base/json.h"
#include "receipt/consentrecord.h"
#include "transfer/csv.h"

namespace assent::conformance {

Result<std::string> runJson(Parameters, std::string input)
{
    ASSENT_TRY([[maybe_unused]] const json::Value value, json::parse(input));
    return std::string();
}

Result<std::string> runJcs(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    return json::canonical(value);
}

Result<std::string> runCsv(Parameters, std::string input)
{
    ASSENT_TRY(CsvReader reader, CsvReader::open(std::make_unique<TextSource>(std::move(input))));
    json::Array rows;
    for (;;) {
        ASSENT_TRY(const CsvRecord *record, reader.next());
        if (!record)
            break;
        json::Object row;
        for (std::size_t i = 0; i < record->cells.size(); ++i)
            row.emplace_back(reader.header().cells[i].text, record->cells[i].text);
        rows.emplace_back(std::move(row));
    }
    return json::pretty(rows) + "\n";
}

Result<std::string> runConsentRecord(Parameters, std::string input)
{
    ASSENT_TRY(const ConsentDocument document, readConsentDocument(input, {}));
    return json::canonical(toJson(document));
}

} // namespace assent::conformance
