// The tour's pictures beside those that were looked at and found good: made of
// the same people at the same moment, they differ in nothing but random ids. A
// baseline keeps the mean colour of each 8 × 8 points, which tells a control that
// is gone, moved or of another colour, and not one id from another.
//
// ASSENT_PICTURES=DIR keeps the pictures; ASSENT_NEW_BASELINE=1 puts what is seen
// in the place of what was, to be looked at before it is committed.
#include "desktop/tour.h"
#include "ui/house.h"

#include <QDir>
#include <QImage>
#include <QQuickWindow>
#include <QTest>

#include <ctime>

using namespace assent;
using namespace assent::ui;

namespace {

constexpr QSize kWindow{1280, 800};
constexpr int kBlock = 8; ///< points, each way

QDir baselines() { return QDir(qEnvironmentVariable("ASSENT_SOURCE_DIR") + QStringLiteral("/tests/ui/baseline")); }

QImage blocksOf(const QImage &picture)
{
    return picture.convertToFormat(QImage::Format_RGB888)
        .scaled(kWindow / kBlock, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// How the two are to be compared: the software renderer draws the same twice, a
/// graphics card's letters are a little heavier or lighter.
struct Tolerance
{
    int colour;  ///< by which a block may differ, of 255
    int blocks;  ///< how many may differ by more
};

int distance(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

QString lookOf(const QString &language, int theme)
{
    return language + (theme == 1 ? QStringLiteral("-light") : QStringLiteral("-dark"));
}

/// Where a picture shows a random id or a folder of this run.
QRect randomPlace(const QString &name)
{
    if (name.contains(QLatin1String("history-receipt")))
        return {928, 344, 352, 56}; // the log that sealed it
    if (name.contains(QLatin1String("-place-")))
        return {376, 432, 528, 56}; // where to save
    if (name.contains(QLatin1String("tray-done")))
        return {864, 144, 400, 56}; // where it was saved
    if (name.contains(QLatin1String("rights-copy-done")))
        return {240, 264, 680, 48}; // where the copy lies
    return {};
}

/// Empty where both show the same but for one place.
QString difference(const QImage &seen, const QImage &baseline, Tolerance tolerance, const QRect &except = {})
{
    if (seen.size() != baseline.size())
        return QStringLiteral("has another size");
    int count = 0;
    int worst = 0;
    QRect where;
    for (int y = 0; y < seen.height(); ++y) {
        for (int x = 0; x < seen.width(); ++x) {
            const int far = distance(seen.pixel(x, y), baseline.pixel(x, y));
            const QRect block(x * kBlock, y * kBlock, kBlock, kBlock);
            if (far <= tolerance.colour || except.intersects(block))
                continue;
            ++count;
            worst = std::max(worst, far);
            where |= block;
        }
    }
    if (count <= tolerance.blocks)
        return {};
    return QStringLiteral("differs in %1 blocks, by up to %2, within %3,%4 %5x%6").arg(count).arg(worst)
        .arg(where.x()).arg(where.y()).arg(where.width()).arg(where.height());
}

} // namespace

class Tours : public QObject
{
    Q_OBJECT

    /// The pictures' names, in the folder.
    static QStringList walk(const QString &folder, const QString &language, int theme)
    {
        House house;
        house.joinHub();
        const Timestamp start = house.clock.now();
        Desktop::Parts parts = house.parts();
        parts.noticePlace.clear(); // the plain page of a notice: the engine draws by itself
        Desktop desktop(std::move(parts));
        desktop.preferences().setLanguage(language);
        desktop.preferences().setTheme(theme);
        const auto putForward = [&house, start](std::chrono::milliseconds ahead) { house.clock.setTime(start + ahead); };
        if (!desktop.show(kWindow) || Tour(desktop, putForward, folder, SecretBytes(kPassphrase), {{language}, {theme}}).run() != 0)
            return {};
        return QDir(folder).entryList({QStringLiteral("*-") + lookOf(language, theme) + QStringLiteral(".png")}, QDir::Files, QDir::Name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC"); // the baselines' times
        tzset();
    }

    void everyPictureIsAsItWas_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("theme");
        QTest::newRow("en light") << "en" << 1;
        QTest::newRow("zh_TW dark") << "zh_TW" << 2;
    }
    void everyPictureIsAsItWas()
    {
        QFETCH(const QString, language);
        QFETCH(const int, theme);
        const QTemporaryDir made;
        const QString folder = qEnvironmentVariable("ASSENT_PICTURES", made.path());
        const bool renewing = qEnvironmentVariableIsSet("ASSENT_NEW_BASELINE");
        const bool byCard = QQuickWindow::sceneGraphBackend() != QLatin1String("software");
        const Tolerance tolerance = byCard ? Tolerance{64, 12} : Tolerance{24, 4};

        const QStringList names = walk(folder, language, theme);
        QVERIFY2(!names.isEmpty(), "the tour did not find everything");
        QStringList faults;
        for (const QString &name : names) {
            const QImage blocks = blocksOf(QImage(QDir(folder).filePath(name)));
            if (renewing) {
                QVERIFY2(blocks.save(baselines().filePath(name)), qPrintable(name));
                continue;
            }
            const QImage baseline(baselines().filePath(name));
            const QString fault = baseline.isNull() ? QStringLiteral("has no baseline") : difference(blocks, baseline, tolerance, randomPlace(name));
            if (!fault.isEmpty())
                faults.append(name + QLatin1Char(' ') + fault);
        }
        const QStringList known = baselines().entryList({QStringLiteral("*-") + lookOf(language, theme) + QStringLiteral(".png")}, QDir::Files, QDir::Name);
        for (const QString &name : known) {
            if (!names.contains(name))
                faults.append(name + QStringLiteral(" is no longer made"));
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void aChangeIsSeen()
    {
        // What the comparison is for: a button that is gone, one that moved by a line, another colour.
        const QString name = baselines().entryList({QStringLiteral("*-choices-en-light.png")}).value(0);
        const QImage whole(baselines().filePath(name));
        QVERIFY(!whole.isNull());
        const Tolerance tolerance{24, 4};
        QCOMPARE(difference(whole, whole, tolerance), QString());
        QImage moved(whole.size(), whole.format());
        moved.fill(whole.pixelColor(0, whole.height() - 1));
        for (int y = 3; y < whole.height(); ++y) {
            for (int x = 0; x < whole.width(); ++x)
                moved.setPixel(x, y, whole.pixel(x, y - 3));
        }
        QVERIFY(!difference(moved, whole, tolerance).isEmpty());
        QImage cut = whole;
        for (int y = 0; y < 3; ++y) {
            for (int x = 0; x < 3; ++x)
                cut.setPixel(40 + x, 40 + y, qRgb(255, 0, 255));
        }
        QVERIFY(!difference(cut, whole, tolerance).isEmpty());
    }
};

QTEST_MAIN(Tours)
#include "tst_tour.moc"
