// Closing without a device: one-click links and signals.
#include "sync/hubacts.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

const std::map<std::string, std::string> kForm{{"content-type", "application/x-www-form-urlencoded"}};
const std::string kClick = "List-Unsubscribe=One-Click";

/// The path of a link to stop somebody's newsletter by e-mail.
std::string linkOf(DecidingHub &test)
{
    const HttpResponse made = test.ask("POST", "/v1/unsubscribe-tokens", test.system.token,
        "{\"subject\":\"" + test.who.id.toString() + "\",\"purpose\":\"newsletter\",\"channel\":\"email\"}");
    if (made.status != 201)
        qFatal("no link: %s", made.body.c_str());
    return "/v1/unsubscribe/" + textIn(bodyOf(made), "token");
}

std::vector<ConsentEvent> eventsOf(DecidingHub &test)
{
    std::vector<ConsentEvent> out;
    for (const PulledItem &item : test.hub.pullAll(test.hub.enrol())) {
        if (const auto *consent = std::get_if<ConsentItem>(&item.body))
            out.push_back(consent->event);
    }
    return out;
}

} // namespace

class HubClosingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkBringsItsHeaders()
    {
        DecidingHub test;
        const HttpResponse made = test.ask("POST", "/v1/unsubscribe-tokens", test.system.token,
            "{\"subject\":\"" + test.who.id.toString() + "\",\"purpose\":\"newsletter\",\"channel\":\"email\"}");
        QCOMPARE(made.status, 201);
        const json::Value body = bodyOf(made);
        const std::string url = "https://hub.example/v1/unsubscribe/" + textIn(body, "token");
        QCOMPARE(textIn(*body.find("headers"), "List-Unsubscribe"), "<" + url + ">");
        QCOMPARE(textIn(*body.find("headers"), "List-Unsubscribe-Post"), kClick);
        QVERIFY(textIn(body, "token").find(test.who.id.toString()) == std::string::npos);
        QVERIFY(linkOf(test) != "/v1/unsubscribe/" + textIn(body, "token")); // no two are alike
    }

    void onlySystemsMakeLinks()
    {
        DecidingHub test;
        QCOMPARE(problemName(test.ask("POST", "/v1/unsubscribe-tokens", test.phone.token, "{}")), std::string("out_of_scope"));
        QCOMPARE(problemName(test.ask("POST", "/v1/unsubscribe-tokens", test.hub.enrol().token, "{}")), std::string("out_of_scope"));
        QCOMPARE(test.ask("POST", "/v1/unsubscribe-tokens", {}, "{}").status, 401);
    }

    void oneClickWithdrawsWithoutSigningIn()
    {
        DecidingHub test;
        test.act(Act::Grant, test.key());
        const std::string link = linkOf(test);
        const HttpResponse done = test.ask("POST", link, {}, kClick, kForm);
        QCOMPARE(done.status, 200);
        QVERIFY(done.headers.at("content-type").starts_with("text/html"));
        const json::Value answer = test.decision(test.system.token, test.key());
        QVERIFY(!isTrue(answer, "allowed"));
        QCOMPARE(textIn(answer, "state"), std::string("withdrawn"));
        const ConsentEvent event = eventsOf(test).back();
        QCOMPARE(event.core.act, Act::Withdraw);
        QCOMPARE(event.payload.actorRole, ActorRole::Self);
        QCOMPARE(event.payload.method, ConsentMethod::Toggle);
        const auto hub = test.hub.store().device(event.core.device);
        EXPECT_OK(hub);
        QVERIFY(hub->has_value() && verifyProof(event.coreText, event.proof, (*hub)->publicKey));
        EXPECT_OK(test.hub.store().tidy(false));
        EXPECT_OK(test.hub.store().entryOf(event.core.id));
        QVERIFY((*test.hub.store().entryOf(event.core.id)).has_value());
    }

    void theSameLinkAgainChangesNothing()
    {
        DecidingHub test;
        test.act(Act::Grant, test.key());
        const std::string link = linkOf(test);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(test.ask("POST", link, {}, kClick, kForm).status, 200);
        QCOMPARE(test.ask("POST", linkOf(test), {}, kClick, kForm).status, 200); // another letter's
        QCOMPARE(eventsOf(test).size(), 2U);
        test.restart();
        QCOMPARE(test.ask("POST", link, {}, kClick, kForm).status, 200);
        QCOMPARE(eventsOf(test).size(), 2U);
    }

    void anOldLinkClosesWhatWasOpenedAfterIt()
    {
        DecidingHub test;
        const std::string link = linkOf(test);
        QCOMPARE(test.ask("POST", link, {}, kClick, kForm).status, 200);
        test.act(Act::Grant, test.key(), {eventsOf(test).back().hash()});
        QVERIFY(isTrue(test.decision(test.system.token, test.key()), "allowed"));
        QCOMPARE(test.ask("POST", link, {}, kClick, kForm).status, 200);
        QVERIFY(!isTrue(test.decision(test.system.token, test.key()), "allowed"));
        QCOMPARE(eventsOf(test).size(), 3U);
    }

    void aMultipartFormClicksToo()
    {
        DecidingHub test;
        test.act(Act::Grant, test.key());
        const std::string body = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        QCOMPARE(test.ask("POST", linkOf(test), {}, body, {{"content-type", "multipart/form-data; boundary=b"}}).status, 200);
        QVERIFY(!isTrue(test.decision(test.system.token, test.key()), "allowed"));
    }

    void lookingAtTheLinkChangesNothing()
    {
        DecidingHub test;
        test.act(Act::Grant, test.key());
        const std::string link = linkOf(test);
        const HttpResponse page = test.ask("GET", link, {}, {}, {{"accept", "text/html"}, {"accept-language", "fr-CH, fr;q=0.9"}, {"sec-gpc", "1"}});
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.find("<html lang=\"fr\">") != std::string::npos);
        QVERIFY(page.body.find("method=\"post\"") != std::string::npos);
        QVERIFY(page.body.find(test.who.id.toString()) == std::string::npos);
        QVERIFY(page.headers.at("content-security-policy").starts_with("default-src 'none'"));
        QVERIFY(!page.headers.contains("set-cookie") && !page.headers.contains("location"));
        QCOMPARE(eventsOf(test).size(), 1U);
        QCOMPARE(test.ask("POST", link, {}, "List-Unsubscribe=Maybe", kForm).status, 400);
        QCOMPARE(test.ask("POST", link, {}, "", kForm).status, 400);
        QCOMPARE(eventsOf(test).size(), 1U);
    }

    void aLinkThatWasChangedIsNone()
    {
        DecidingHub test;
        std::string link = linkOf(test);
        char &changed = link[link.size() - 8];
        changed = changed == 'A' ? 'B' : 'A';
        QCOMPARE(test.ask("GET", link).status, 404);
        QCOMPARE(test.ask("POST", link, {}, kClick, kForm).status, 404);
        QCOMPARE(test.ask("POST", "/v1/unsubscribe/AAAA", {}, kClick, kForm).status, 404);
        DecidingHub other;
        QCOMPARE(other.ask("POST", linkOf(test), {}, kClick, kForm).status, 404);
    }

    void aSignalCountsOnceForEachDevice()
    {
        DecidingHub test;
        const auto send = [&test](const std::string &device) {
            const json::Value body = bodyOf(test.ask("POST", "/v1/signals/gpc", test.system.token,
                "{\"subject\":\"" + test.who.id.toString() + "\",\"device\":\"" + device + "\",\"jurisdiction\":\"US-CA\"}"));
            return std::pair(*body.find("acts")->number(), *body.find("new")->number());
        };
        const ConsentKey sale = test.key("data_sale", "data", "quillmark");
        QVERIFY(isTrue(test.decision(test.system.token, sale, "&jurisdiction=US-CA"), "allowed"));
        const auto first = send("browser-1");
        QVERIFY(first.first > 0 && first.first == first.second);
        QVERIFY(!isTrue(test.decision(test.system.token, sale, "&jurisdiction=US-CA"), "allowed"));
        QCOMPARE(send("browser-1").second, 0.0);
        QCOMPARE(send("browser-2").second, first.first);
        for (const ConsentEvent &event : eventsOf(test)) {
            QCOMPARE(event.core.act, Act::Signal);
            QVERIFY(event.core.parents.empty());
            QCOMPARE(event.payload.method, ConsentMethod::Signal);
            QVERIFY(event.payloadText.find("browser") == std::string::npos);
        }
    }

    void aSignalWhereNoRuleNamesItIsNoAct()
    {
        DecidingHub test;
        const json::Value body = bodyOf(test.ask("POST", "/v1/signals/gpc", test.system.token,
            "{\"subject\":\"" + test.who.id.toString() + "\",\"device\":\"browser\",\"jurisdiction\":\"JP\"}"));
        QCOMPARE(*body.find("acts")->number(), 0.0);
    }

    void theClickOfABrowserThatSignalsIsBoth()
    {
        DecidingHub test;
        test.who.person.jurisdiction = "US-CA";
        test.hub.takeOne(test.phone, PersonItem{test.who.person}, 50);
        auto headers = kForm;
        headers["sec-gpc"] = "1";
        const std::string link = linkOf(test);
        QCOMPARE(test.ask("POST", link, {}, kClick, headers).status, 200);
        const std::size_t acts = eventsOf(test).size();
        QVERIFY(acts > 1);
        QCOMPARE(test.ask("POST", link, {}, kClick, headers).status, 200);
        QCOMPARE(eventsOf(test).size(), acts);
    }
};

ASSENT_TEST_CLASS(HubClosingTest);
#include "hub_closing.moc"
