#include "base/expect.h"
#include "base/registry.h"
#include "ledger/ledger.h"

#include <QFile>
#include <QRegularExpression>

using namespace assent;

namespace {

const std::string kText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

SigningKey keyOf(Byte seed) { return *SigningKey::fromSeed(Bytes(32, seed)); }
std::string verifierOf(const char *name, Byte seed) { return noteVerifierKey(name, keyOf(seed).publicKey()); }

/// Several signatures under one text.
std::string cosigned(const std::string &text)
{
    const std::string first = signNote(text, "one.example", keyOf(1));
    const std::string second = signNote(text, "two.example", keyOf(2));
    return first + second.substr(text.size() + 1);
}

/// The example note and its key in the text of the standard.
struct Example
{
    QString key;
    QString note;
};

} // namespace

class NoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignedNoteOpensToItsText()
    {
        const auto text = openNote(signNote(kText, "one.example", keyOf(1)), verifierOf("one.example", 1));
        EXPECT_OK(text);
        QCOMPARE(*text, kText);
    }

    void everyKnownSignatureOpensACosignedNote()
    {
        EXPECT_OK(openNote(cosigned(kText), verifierOf("one.example", 1)));
        EXPECT_OK(openNote(cosigned(kText), verifierOf("two.example", 2)));
        EXPECT_ERROR(openNote(cosigned(kText), verifierOf("three.example", 3)), ErrorCode::Denied);
    }

    void theKeysNameIsPartOfTheKey()
    {
        EXPECT_ERROR(openNote(signNote(kText, "one.example", keyOf(1)), verifierOf("two.example", 1)), ErrorCode::Denied);
    }

    void aChangedTextIsDenied()
    {
        std::string note = signNote(kText, "one.example", keyOf(1));
        note[0] = 'X';
        EXPECT_ERROR(openNote(note, verifierOf("one.example", 1)), ErrorCode::Denied);
    }

    void whatIsNoNoteIsInvalid_data()
    {
        QTest::addColumn<QByteArray>("note");
        const QByteArray good = QByteArray::fromStdString(signNote(kText, "one.example", keyOf(1)));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no signatures") << QByteArray::fromStdString(kText);
        QTest::newRow("no final newline") << good.chopped(1);
        QTest::newRow("control character") << QByteArray(good).prepend('\t');
        QTest::newRow("not UTF-8") << QByteArray(good).prepend('\xff');
        QTest::newRow("no dash") << QByteArray(good).replace("\xE2\x80\x94 ", "- ");
        QTest::newRow("bad base64") << good.chopped(2) + "!\n";
        QTest::newRow("too large") << QByteArray(1'000'001, 'a') + good;
    }
    void whatIsNoNoteIsInvalid()
    {
        QFETCH(QByteArray, note);
        EXPECT_ERROR(openNote(note.toStdString(), verifierOf("one.example", 1)), ErrorCode::Invalid);
    }

    void whatIsNoKeyIsInvalid_data()
    {
        QTest::addColumn<QByteArray>("key");
        const QByteArray good = QByteArray::fromStdString(verifierOf("one.example", 1));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no name") << good.mid(good.indexOf('+'));
        QTest::newRow("another name") << QByteArray(good).replace("one", "six");
        QTest::newRow("cut") << good.chopped(4);
        QTest::newRow("another algorithm") << QByteArray(good).replace(good.lastIndexOf('+') + 1, 2, "Ag");
    }
    void whatIsNoKeyIsInvalid()
    {
        QFETCH(QByteArray, key);
        EXPECT_ERROR(openNote(signNote(kText, "one.example", keyOf(1)), key.toStdString()), ErrorCode::Invalid);
    }

    void aNameWithAUnicodeSpaceIsNoName()
    {
        for (const char *space : {"\xC2\xA0", "\xE2\x80\x83", "\xE3\x80\x80", "\xE1\x9A\x80", "\xC2\x85"}) {
            const std::string name = std::string("one") + space + "example";
            EXPECT_ERROR(openNote(signNote(kText, name, keyOf(1)), verifierOf("one.example", 1)), ErrorCode::Invalid);
        }
    }

    void aSecondSignatureOfTheKnownKeyMustHoldToo()
    {
        const std::string note = signNote(kText, "one.example", keyOf(1));
        const std::string other = signNote("another text\n", "one.example", keyOf(1));
        EXPECT_ERROR(openNote(note + other.substr(other.find("\n\n") + 2), verifierOf("one.example", 1)), ErrorCode::Denied);
    }

    void sixteenSignaturesOfOthersAreNoHindrance()
    {
        std::string note = signNote(kText, "one.example", keyOf(1));
        for (Byte seed = 2; seed < 18; ++seed)
            note += signNote(kText, "other.example", keyOf(seed)).substr(kText.size() + 1);
        EXPECT_OK(openNote(note, verifierOf("one.example", 1)));
    }

    void aCheckpointReadsBackAsItWas()
    {
        Checkpoint checkpoint{"assent.log/x", 18'446'744'073'709'551'615u, {}};
        checkpoint.root.fill(7);
        const auto read = checkpointFromText(checkpointText(checkpoint));
        EXPECT_OK(read);
        QVERIFY(read->origin == checkpoint.origin && read->size == checkpoint.size && read->root == checkpoint.root);
    }

    void aCheckpointMayHaveExtensionLines()
    {
        Checkpoint checkpoint{"assent.log/x", 3, {}};
        EXPECT_OK(checkpointFromText(checkpointText(checkpoint) + "more\n"));
    }

    void whatIsNoCheckpointIsInvalid()
    {
        const std::string root = toBase64(Digest{}) + "\n";
        for (const std::string &text : std::initializer_list<std::string>{"", "\n1\n" + root, "o\n01\n" + root, "o\n-1\n" + root, "o\n1\nAAAA\n", "o\n1\n",
                 "o\n18446744073709551616\n" + root, "o\n\n" + root})
            EXPECT_ERROR(checkpointFromText(text), ErrorCode::Invalid);
    }

    void theStandardsOwnExampleOpens()
    {
        const Example example = readExample();
        if (example.note.isEmpty())
            QSKIP("ASSENT_VECTORS names no folder with signed-note");
        EXPECT_OK(openNote(example.note.toStdString(), example.key.toStdString()));
    }

private:
    static Example readExample();
};

Example NoteTest::readExample()
{
    QFile file(qEnvironmentVariable("ASSENT_VECTORS") + QStringLiteral("/signed-note/signed-note.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression key(QStringLiteral("\\n +([^\\s+]+)(\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44})\\n"));
    static const QRegularExpression note(QStringLiteral("```\\n([^`]*)```"));
    const auto keyMatch = key.match(text);
    Example example;
    example.key = keyMatch.captured(1) + keyMatch.captured(2);
    for (auto notes = note.globalMatch(text); notes.hasNext();) {
        const QString found = notes.next().captured(1);
        if (found.contains(QStringLiteral("\u2014 ") + keyMatch.captured(1)))
            example.note = found;
    }
    return example;
}

ASSENT_TEST_CLASS(NoteTest);

#include "tst_note.moc"
