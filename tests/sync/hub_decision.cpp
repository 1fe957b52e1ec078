// "May I?", by the law, and who may ask.
#include "sync/hubacts.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

class HubDecisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWasSaidSoNothingIsAllowed()
    {
        DecidingHub test;
        const json::Value answer = test.decision(test.system.token, test.key());
        QVERIFY(!isTrue(answer, "allowed"));
        QCOMPARE(textIn(answer, "state"), std::string("unknown"));
        QCOMPARE(textIn(answer, "reason"), std::string("not_asked"));
        QVERIFY(answer.find("decided_by")->isNull());
    }

    void aGrantAllowsAndNamesItsLeaf()
    {
        DecidingHub test;
        test.act(Act::Grant, test.key());
        EXPECT_OK(test.hub.store().tidy(false));
        const json::Value answer = test.decision(test.system.token, test.key());
        QVERIFY(isTrue(answer, "allowed"));
        QCOMPARE(textIn(answer, "state"), std::string("given"));
        QCOMPARE(textIn(*answer.find("decided_by"), "act"), std::string("grant"));
        const auto entry = static_cast<std::uint64_t>(*answer.find("decided_by")->find("entry")->number());
        const auto checkpoint = openCheckpoint(textIn(answer, "checkpoint"), test.hub.store().logKey());
        EXPECT_OK(checkpoint);
        QCOMPARE(entry, checkpoint->size - 1); // the last that came
        QVERIFY(!isTrue(test.decision(test.system.token, test.key("newsletter", "post")), "allowed"));
    }

    void aWithdrawalThatComesLaterIsSeenAtOnce()
    {
        DecidingHub test;
        const Digest grant = test.act(Act::Grant, test.key());
        QVERIFY(isTrue(test.decision(test.system.token, test.key()), "allowed"));
        const Digest closed = test.act(Act::Withdraw, test.key(), {grant});
        const json::Value answer = test.decision(test.system.token, test.key());
        QVERIFY(!isTrue(answer, "allowed"));
        QCOMPARE(textIn(answer, "state"), std::string("withdrawn"));
        QCOMPARE(textIn(answer, "reason"), std::string("choice"));
        test.act(Act::Grant, test.key(), {closed});
        QCOMPARE(textIn(test.decision(test.system.token, test.key()), "state"), std::string("renewed"));
    }

    void aGrantThatHadNotSeenTheWithdrawalOpensNothing()
    {
        DecidingHub test;
        test.act(Act::Withdraw, test.key());
        test.act(Act::Grant, test.key());
        const json::Value answer = test.decision(test.system.token, test.key());
        QVERIFY(!isTrue(answer, "allowed"));
        QCOMPARE(textIn(answer, "reason"), std::string("conflict"));
    }

    void otherBasesNeedNoAct()
    {
        DecidingHub test;
        QCOMPARE(textIn(test.decision(test.system.token, test.key("booking_messages")), "reason"), std::string("other_basis"));
        const json::Value answer = test.decision(test.system.token, test.key("loyalty_statements"));
        QVERIFY(isTrue(answer, "allowed"));
        QCOMPARE(textIn(answer, "reason"), std::string("not_objected"));
        QCOMPARE(textIn(answer, "model"), std::string("opt_out"));
        test.act(Act::Object, test.key("loyalty_statements"));
        QVERIFY(!isTrue(test.decision(test.system.token, test.key("loyalty_statements")), "allowed"));
    }

    void thePersonsJurisdictionHoldsUnlessAnotherIsNamed()
    {
        DecidingHub test;
        const ConsentKey sale = test.key("data_sale", "data", "quillmark");
        QCOMPARE(textIn(test.decision(test.system.token, sale), "model"), std::string("opt_in"));
        QCOMPARE(textIn(test.decision(test.system.token, sale, "&jurisdiction=US-CA"), "model"), std::string("opt_out"));
    }

    void whoMayAsk()
    {
        DecidingHub test;
        const Phone other = test.hub.enrol(Somebody().id);
        const Phone agent = test.hub.enrol();
        const std::string path = "/v1/decision?subject=" + test.who.id.toString() + "&purpose=newsletter&channel=email&recipient=self";
        QCOMPARE(test.ask("GET", path, test.system.token).status, 200);
        QCOMPARE(test.ask("GET", path, test.phone.token).status, 200);
        QCOMPARE(problemName(test.ask("GET", path, other.token)), std::string("out_of_scope"));
        QCOMPARE(problemName(test.ask("GET", path, agent.token)), std::string("out_of_scope"));
        QCOMPARE(test.ask("GET", path).status, 401);
        EXPECT_OK(test.hub.store().revoke(test.system.id));
        QCOMPARE(problemName(test.ask("GET", path, test.system.token)), std::string("device_revoked"));
    }

    void aSystemSeesAndSendsNothing()
    {
        DecidingHub test;
        const auto pulled = pullResponseFromJson(bodyOf(test.ask("GET", "/v1/sync/pull", test.system.token)));
        EXPECT_OK(pulled);
        QVERIFY(pulled->items.empty());
        QCOMPARE(problemName(test.ask("GET", "/v1/subjects/" + test.who.id.toString() + "/events", test.system.token)), std::string("out_of_scope"));
        const HttpResponse pushed = test.ask("POST", "/v1/sync/push", test.system.token, Push(test.system).add(test.system.event(test.who, Act::Withdraw), 1).text());
        QCOMPARE(words((*pushResponseFromJson(bodyOf(pushed))).results.at(0)), std::string("rejected: out_of_scope"));
    }

    void aWrongQuestionIsNamed_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("field");
        const QString who = QStringLiteral("subject=01932d5e-0000-7000-8000-000000000004");
        QTest::newRow("no subject") << QStringLiteral("purpose=newsletter&channel=email&recipient=self") << QStringLiteral("subject");
        QTest::newRow("no id") << QStringLiteral("subject=anna&purpose=newsletter&channel=email&recipient=self") << QStringLiteral("subject");
        QTest::newRow("no purpose") << who + QStringLiteral("&channel=email&recipient=self") << QStringLiteral("purpose");
        QTest::newRow("unknown purpose") << who + QStringLiteral("&purpose=spam&channel=email&recipient=self") << QStringLiteral("purpose");
        QTest::newRow("unknown channel") << who + QStringLiteral("&purpose=newsletter&channel=sms&recipient=self") << QStringLiteral("channel");
        QTest::newRow("unknown recipient") << who + QStringLiteral("&purpose=newsletter&channel=email&recipient=quillmark") << QStringLiteral("recipient");
        QTest::newRow("twice") << who + QStringLiteral("&purpose=newsletter&purpose=offers&channel=email&recipient=self") << QStringLiteral("query");
    }
    void aWrongQuestionIsNamed()
    {
        QFETCH(QString, query);
        QFETCH(QString, field);
        DecidingHub test;
        const HttpResponse response = test.ask("GET", "/v1/decision?" + query.toStdString(), test.system.token);
        QCOMPARE(response.status, 400);
        QCOMPARE(textIn(bodyOf(response), "field"), field.toStdString());
    }

    void nobodyKnownIsAProblemOfItsOwn()
    {
        DecidingHub test;
        const std::string path = "/v1/decision?subject=" + Somebody().id.toString() + "&purpose=newsletter&channel=email&recipient=self";
        QCOMPARE(problemName(test.ask("GET", path, test.system.token)), std::string("unknown_subject"));
    }

    void withoutACatalogueNothingIsDecided()
    {
        DecidingHub test;
        test.catalogue.reset();
        test.restart();
        const std::string path = "/v1/decision?subject=" + test.who.id.toString() + "&purpose=newsletter&channel=email&recipient=self";
        const HttpResponse response = test.ask("GET", path, test.system.token);
        QCOMPARE(response.status, 503);
        QCOMPARE(problemName(response), std::string("no_catalogue"));
        QVERIFY(response.headers.contains("retry-after"));
    }
};

ASSENT_TEST_CLASS(HubDecisionTest);
#include "hub_decision.moc"
