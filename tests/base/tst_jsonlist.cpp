#include "base/jsonlist.h"

#include "base/expect.h"
#include "base/registry.h"

using namespace assent;

class JsonListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsTakenApart()
    {
        const std::string text = " {\"a\":1, \"list\": [ {\"x\":\"}]\\\"{\"} , {\"y\":[{\"z\":{}}]}, {} ] , \"b\":{\"c\":[null]}} ";
        const auto list = json::parseLongList(text, "list");
        QVERIFY(list.has_value());
        QCOMPARE(json::canonical(list->others), std::string("{\"a\":1,\"b\":{\"c\":[null]}}"));
        QCOMPARE(list->elements.size(), std::size_t{3});
        QCOMPARE(std::string(list->elements[0]), std::string("{\"x\":\"}]\\\"{\"} "));
        QCOMPARE(std::string(list->elements[1]), std::string("{\"y\":[{\"z\":{}}]}"));
        QCOMPARE(std::string(list->elements[2]), std::string("{} "));
        QVERIFY(list->elements[0].data() > text.data() && list->elements[2].data() < text.data() + text.size());
    }

    void withoutAListThereIsNone()
    {
        QVERIFY(!json::parseLongList("{\"a\":1}", "list"));
        const auto empty = json::parseLongList("{\"list\":[]}", "list");
        QVERIFY(empty && empty->elements.empty());
    }

    void anotherTextIsNotTakenApart()
    {
        for (const char *text : {"", "[]", "1", "\"list\"", "{\"list\":{}}", "{\"list\":[1]}", "{\"list\":[{},\"x\"]}", "{\"list\":[{}],\"list\":[{}]}",
                 "{\"list\":[{}],\"a\":1,\"a\":2}", "{\"list\":[{}", "{\"list\":[{}]} x", "{\"list\":[{}]}}", "{\"list\":[{},]}", "{\"list\":[{} {}]}",
                 "{\"list\":[{]}", "{\"list\" [{}]}", "{\"a\":nope,\"list\":[{}]}", "{\"list\":[{\"a\":\"\x01\"}]}", "{\"list\":[{\"a\":\"\xC4\"}]}"})
            QVERIFY2(!json::parseLongList(text, "list"), text);
        QVERIFY(!json::parseLongList(std::string_view("{\"list\":[{}]}\0", 14), "list"));
    }

    /// Whatever is wrong with a text, one of the readings finds it.
    void whatIsTakenApartAndReadWasJson()
    {
        const std::string golden = "{\"a\":\"x\\n\",\"list\":[{\"n\":1,\"t\":\"q\\\"]}\"},{\"m\":[{\"k\":true}]}],\"z\":null}";
        int taken = 0;
        for (std::size_t at = 0; at < golden.size(); ++at) {
            for (const char other : {'{', '}', '[', ']', '"', '\\', ',', ':', ' ', '0', 'e', '\n'}) {
                std::string text = golden;
                text[at] = other;
                const auto list = json::parseLongList(text, "list");
                if (!list)
                    continue;
                bool whole = true;
                for (const std::string_view element : list->elements)
                    whole = whole && json::parse(element).ok();
                QVERIFY2(!whole || json::parse(text).ok(), text.c_str());
                taken += whole ? 1 : 0;
            }
        }
        QVERIFY(taken > 100);
    }
};

ASSENT_TEST_CLASS(JsonListTest);
#include "tst_jsonlist.moc"
