#pragma once

#include "catalog/checklist.h"
#include "catalog/small.h"

namespace assent::test {

/// Three questions, one for each way of asking.
inline std::string fewQuestions()
{
    return R"({"format": 1, "version": 1, "standard": "ISO/IEC 29184:2020", "questions": [
  {"id": "who", "clause": "5.3.4", "asks": "every", "in_text": true, "required": true, "question": "Who is it?"},
  {"id": "risks", "clause": "5.3.16", "asks": "consent", "question": "Which risks are there?"},
  {"id": "renewed", "clause": "5.5.3", "asks": "material", "question": "Is it asked again?"}]})";
}

/// The small catalogue with texts that name what they must, and answers.
inline std::string answeredCatalogue()
{
    const std::string answers = R"("checklist": {"who": {"answered": "yes", "paragraphs": [1], "where": "At the top."},
      "risks": {"answered": "not_applicable", "why": "There are none."})";
    std::string text = smallCatalogue();
    text = changed(text, R"(["One.", "Two."])", R"(["Acme and Partner, privacy@acme.example.", "Two."])");
    text = changed(text, R"(["Jeden.", "Dwa."])", R"(["Acme i Partner, privacy@acme.example.", "Dwa."])");
    text = changed(text, R"(["One.", "Three."])", R"(["Acme and Partner, privacy@acme.example.", "Three."])");
    text = changed(text, R"(["Jeden.", "Trzy."])", R"(["Acme i Partner, privacy@acme.example.", "Trzy."])");
    text = changed(text, R"("effective": "2026-01-01T00:00:00Z", )", R"("effective": "2026-01-01T00:00:00Z", )" + answers + "}, ");
    return changed(text, R"("effective": "2026-03-01T00:00:00Z", )", R"("effective": "2026-03-01T00:00:00Z", )" + answers
        + R"(, "renewed": {"answered": "yes", "where": "The keys stop."}}, )");
}

inline Checklist fewQuestionsRead()
{
    auto checklist = Checklist::parse(fewQuestions(), "few.json");
    if (!checklist)
        qFatal("the questions of the test are wrong: %s", checklist.error().toString().c_str());
    return *std::move(checklist);
}

} // namespace assent::test
