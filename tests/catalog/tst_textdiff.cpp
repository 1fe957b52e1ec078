#include "base/expect.h"
#include "base/registry.h"
#include "catalog/textdiff.h"

#include <algorithm>
#include <random>

using namespace assent;

namespace {

using Kind = TextChange::Kind;

std::string without(const TextDiff &diff, Kind left)
{
    std::string text;
    for (const TextChange &change : diff.changes)
        text += change.kind == left ? "" : change.text;
    return text;
}

/// "-old-" and "+new+" in the text.
std::string marked(const TextDiff &diff)
{
    std::string text;
    for (const TextChange &change : diff.changes) {
        const std::string mark = change.kind == Kind::Same ? "" : change.kind == Kind::Removed ? "-" : "+";
        text += mark + change.text + mark;
    }
    return text;
}

/// The words that both have in common order, counted the slow way.
std::size_t commonWords(const std::vector<std::string_view> &a, const std::vector<std::string_view> &b)
{
    std::vector<std::vector<std::size_t>> longest(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < b.size(); ++j)
            longest[i + 1][j + 1] = a[i] == b[j] ? longest[i][j] + 1 : std::max(longest[i][j + 1], longest[i + 1][j]);
    }
    return longest[a.size()][b.size()];
}

std::string randomText(std::mt19937 &random, int words, int vocabulary)
{
    std::string text;
    for (int i = 0; i < words; ++i)
        text += std::string(i == 0 ? "" : ".") + static_cast<char>('a' + static_cast<int>(random() % static_cast<unsigned>(vocabulary)));
    // A full stop before a letter joins a word, so the letters stand apart.
    std::replace(text.begin(), text.end(), '.', ';');
    return text;
}

} // namespace

/// Differences between texts, word by word.
class TextDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsSpacesAndSignsAreThePieces()
    {
        const std::vector<std::string_view> expected{"We", " ", "keep", " ", "it", ",", " ", "for", " ", "30.5", " ", "days", "."};
        QVERIFY(wordsOf("We keep it, for 30.5 days.") == expected);
    }

    void signsInsideAWordStayInIt()
    {
        QVERIFY(wordsOf("a-b@c.example") == std::vector<std::string_view>{"a-b@c.example"});
        QVERIFY(wordsOf("a. b") == (std::vector<std::string_view>{"a", ".", " ", "b"}));
        QVERIFY(wordsOf("l’accès") == (std::vector<std::string_view>{"l", "’", "accès"}));
    }

    void chineseIsTakenByCharacter()
    {
        QVERIFY(wordsOf("我們 Kraków，") == (std::vector<std::string_view>{"我", "們", " ", "Kraków", "，"}));
    }

    void anyBytesAreTaken()
    {
        const std::string bytes("\xFF\xC3 \xE6\x88 a\0b", 9);
        std::string together;
        for (const std::string_view word : wordsOf(bytes))
            together += word;
        QVERIFY(together == bytes);
        QVERIFY(without(diffWords(bytes, "a"), Kind::Added) == bytes);
    }

    void changesAreToldByWords_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing") << QByteArray("One two.") << QByteArray("One two.") << QByteArray("One two.");
        QTest::newRow("both empty") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("all new") << QByteArray() << QByteArray("One.") << QByteArray("+One.+");
        QTest::newRow("all gone") << QByteArray("One.") << QByteArray() << QByteArray("-One.-");
        QTest::newRow("a word") << QByteArray("kept for one year here") << QByteArray("kept for two years here")
                                << QByteArray("kept for -one year-+two years+ here");
        QTest::newRow("a word more") << QByteArray("your name, address") << QByteArray("your full name, address")
                                     << QByteArray("your +full +name, address");
        QTest::newRow("a paragraph more") << QByteArray("One.\n\nTwo.") << QByteArray("One.\n\nNew.\n\nTwo.")
                                          << QByteArray("One.\n\n+New.\n\n+Two.");
        QTest::newRow("paragraphs stay apart") << QByteArray("One\n\nTwo") << QByteArray("Uno\n\nDue")
                                               << QByteArray("-One-+Uno+\n\n-Two-+Due+");
        QTest::newRow("a Chinese character") << QByteArray("保存一年。") << QByteArray("保存兩年。") << QByteArray("保存-一-+兩+年。");
    }
    void changesAreToldByWords()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(marked(diffWords(before.toStdString(), after.toStdString()))), expected);
    }

    void changedSaysWhetherThereIsAChange()
    {
        QVERIFY(!diffWords("One two.", "One two.").changed());
        QVERIFY(diffWords("One two.", "One two").changed());
    }

    void bothTextsComeBackWhateverTheyAre()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 3000; ++round) {
            const std::string before = randomText(random, static_cast<int>(random() % 40), 1 + static_cast<int>(random() % 6));
            const std::string after = randomText(random, static_cast<int>(random() % 40), 1 + static_cast<int>(random() % 6));
            const TextDiff diff = diffWords(before, after, 1 + static_cast<std::ptrdiff_t>(random() % 5));
            QCOMPARE(without(diff, Kind::Added), before);
            QCOMPARE(without(diff, Kind::Removed), after);
        }
    }

    void noDiffIsShorter()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 1000; ++round) {
            const std::string before = randomText(random, static_cast<int>(random() % 30), 3);
            const std::string after = randomText(random, static_cast<int>(random() % 30), 3);
            const TextDiff diff = diffWords(before, after);
            QVERIFY(diff.shortest);
            std::size_t kept = 0;
            for (const TextChange &change : diff.changes)
                kept += change.kind == Kind::Same ? wordsOf(change.text).size() : 0;
            QCOMPARE(kept, commonWords(wordsOf(before), wordsOf(after)));
        }
    }

    void fiftyThousandWordsWithNothingInOrderEnd()
    {
        std::mt19937 random(13);
        const std::string before = randomText(random, 50'000, 26);
        const std::string after = randomText(random, 50'000, 26);
        const TextDiff diff = diffWords(before, after);
        QVERIFY(!diff.shortest); // the limit was met, and the answer is right
        QCOMPARE(without(diff, Kind::Added), before);
        QCOMPARE(without(diff, Kind::Removed), after);
    }

    void aFewChangesInFiftyThousandWordsAreFoundExactly()
    {
        std::mt19937 random(17);
        const std::string before = randomText(random, 50'000, 26);
        std::string after = before;
        for (const std::size_t at : {0U, 30'000U, 60'000U, 99'998U})
            after[at] = 'Z';
        const TextDiff diff = diffWords(before, after);
        QVERIFY(diff.shortest);
        QCOMPARE(std::count_if(diff.changes.begin(), diff.changes.end(), [](const TextChange &c) { return c.kind == Kind::Added; }), 4);
    }
};

ASSENT_TEST_CLASS(TextDiffTest);
#include "tst_textdiff.moc"
