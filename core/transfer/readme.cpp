#include "transfer/sheet.h"
#include "transfer/subjectdata.h"

namespace assent {
namespace {

std::string day(Timestamp time) { return toRfc3339(time).substr(0, 10); }

/// Builds the page; every text that goes in is escaped here.
class Page
{
public:
    explicit Page(const SubjectData &data) : m_data(data), m_names(*data.catalogue, data.language) {}

    std::string build()
    {
        head();
        facts();
        choices();
        files();
        m_out += "</main>\n</body>\n</html>\n";
        return std::move(m_out);
    }

private:
    std::string word(const std::string &english) const { return htmlEscaped(translated(english, m_data.language)); }
    static std::string value(std::string_view text) { return "<bdi>" + htmlEscaped(text) + "</bdi>"; }

    void head()
    {
        std::string tag = m_data.language;
        if (const auto cut = tag.find('_'); cut != std::string::npos)
            tag[cut] = '-';
        m_out = "<!DOCTYPE html>\n<html lang=\"" + tag + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
            + word("Your data") + "</title>\n<style>\n" + kStyle + "</style>\n</head>\n<body>\n<main>\n<h1>" + word("Your data") + "</h1>\n<p>"
            + word("A copy of everything held about you, made on") + " " + sheetMinute(m_data.at) + "</p>\n<dl>\n";
        entry("Held by", m_data.catalogue->controllerName().in(m_data.language));
        entry("Contact", m_data.catalogue->controllerContact());
        entry("Your number in this system", m_data.person.id.toString());
        entry("Held since", day(m_data.person.createdAt));
        m_out += "</dl>\n";
    }

    void entry(const std::string &name, std::string_view text)
    {
        m_out += "<dt>" + word(name) + "</dt><dd>" + value(text) + "</dd>\n";
    }

    void openTable(const std::string &title, std::initializer_list<std::string> columns)
    {
        m_out += "<section>\n<h2>" + word(title) + "</h2>\n<table>\n<thead><tr>";
        for (const std::string &column : columns)
            m_out += "<th scope=\"col\">" + word(column) + "</th>";
        m_out += "</tr></thead>\n<tbody>\n";
    }
    void closeTable() { m_out += "</tbody>\n</table>\n</section>\n"; }

    std::string sourceName(const SourceId &id) const
    {
        if (id.str() == "person")
            return translated("yourself", m_data.language);
        const Source *source = m_data.catalogue->source(id);
        return source ? source->name.in(m_data.language) : id.str();
    }

    std::string purposeNames(const std::vector<PurposeId> &ids) const
    {
        std::string names;
        for (const PurposeId &id : ids)
            names += (names.empty() ? "" : ", ") + m_names.purpose(id);
        return names;
    }

    void factRow(const std::string &name, const Attribute &attribute)
    {
        m_out += "<tr><th scope=\"row\">" + name + "</th><td>" + value(attribute.value) + "</td><td>" + value(sourceName(attribute.source))
            + "</td><td>" + day(attribute.collectedAt) + "</td><td>" + value(purposeNames(attribute.purposes)) + "</td><td>"
            + word(std::string(legalBasisName(attribute.basis))) + "</td><td>"
            + (attribute.retainUntil ? day(*attribute.retainUntil) : word("no fixed end")) + "</td></tr>\n";
    }

    void facts()
    {
        openTable("What is held about you", {"Fact", "Value", "From", "Collected", "Used for", "Legal basis", "Kept until"});
        for (const Fact &fact : m_data.facts) {
            factRow(value(factName(fact.key, m_data.language)), fact.shown);
            for (const Attribute &other : fact.others)
                factRow(word("Also held"), other);
        }
        closeTable();
    }

    std::string stateText(const ConsentState &state) const
    {
        if (state.model == ConsentModel::Required)
            return word("needed for the service");
        const std::string allowed = word(state.allowed ? "allowed" : "not allowed");
        return allowed + " (" + word(std::string(stateWordName(state.word))) + ")";
    }

    void choices()
    {
        openTable("Your choices", {"Purpose", "Channel", "Who", "State", "Since"});
        for (const KeyState &entry : m_data.states) {
            m_out += "<tr><th scope=\"row\">" + value(m_names.purpose(entry.key.purpose)) + "</th><td>" + value(m_names.channel(entry.key.channel))
                + "</td><td>" + value(m_names.recipient(entry.key.recipient)) + "</td><td>"
                + stateText(entry.state) + "</td><td>" + (entry.state.since ? day(*entry.state.since) : std::string()) + "</td></tr>\n";
        }
        closeTable();
    }

    void files()
    {
        m_out += "<section>\n<h2>" + word("What the files are") + "</h2>\n<dl>\n";
        const std::initializer_list<std::pair<const char *, const char *>> all = {
            {"profile.jsonld", "Your profile for other programs (schema.org)"},
            {"profile.csv", "Every value and where it came from, for a spreadsheet"},
            {"contact.vcf", "Your contact card (vCard)"},
            {"consents.jsonld", "Your choices for other programs (ISO/IEC 27560, W3C DPV)"},
            {"history.csv", "Every decision that was recorded, newest first"},
            {"receipts/", "Receipts of your choices: each proves itself"},
            {"manifest.json", "Checksums of these files and a signature over them"},
        };
        for (const auto &[name, text] : all)
            m_out += std::string("<dt>") + name + "</dt><dd>" + word(text) + "</dd>\n";
        m_out += "</dl>\n</section>\n";
    }

    static constexpr const char *kStyle =
        "body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}\n"
        "main{max-width:72rem;margin:0 auto;padding:2rem 1rem}\n"
        "h1{font-size:1.75rem}h2{font-size:1.25rem;margin-top:2rem}\n"
        "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:#555}dd{margin:0}\n"
        "table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ddd;"
        "overflow-wrap:anywhere}thead th{color:#555;font-weight:600}tbody th{font-weight:600}\n";

    const SubjectData &m_data;
    CatalogueNames m_names;
    std::string m_out;
};

} // namespace

std::string readmeHtml(const SubjectData &data) { return Page(data).build(); }

} // namespace assent
