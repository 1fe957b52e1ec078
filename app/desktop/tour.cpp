#include "desktop/tour.h"

#include <QDir>
#include <QGuiApplication>
#include <QSemaphore>
#include <QStyleHints>

#include <cstdio>

namespace assent::ui {
namespace {

QStringList s_complaints;
QtMessageHandler s_next = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !isOfTheEngine(text))
        s_complaints.append(text);
    s_next(type, context, text);
}

void say(const QString &text) { std::printf("%s\n", qPrintable(text)); }

} // namespace

Tour::Tour(Desktop &desktop, PutForward putForward, QString folder, SecretBytes passphrase, Looks looks)
    : m_desktop(desktop), m_putForward(std::move(putForward)), m_hands(*desktop.window()), m_folder(std::move(folder)), m_passphrase(std::move(passphrase))
    , m_looks(std::move(looks))
{
}

int Tour::run()
{
    QDir().mkpath(m_folder);
    s_complaints.clear();
    s_next = qInstallMessageHandler(listen);
    m_desktop.preferences().setReduceMotion(true);
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    m_desktop.window()->requestActivate();
    for (const QString &language : m_looks.languages) {
        for (const int theme : m_looks.themes)
            round({language, theme});
    }
    qInstallMessageHandler(s_next);
    report();
    return m_missed.isEmpty() && s_complaints.isEmpty() ? 0 : 1;
}

void Tour::report() const
{
    say(QStringLiteral("%1 pictures in %2").arg(m_shots).arg(m_folder));
    say(QStringLiteral("%1 choices were changed and each was undone; all of it is in the history. No fact was changed.").arg(m_acts));
    for (const QString &missed : m_missed)
        say(QStringLiteral("not found: ") + missed);
    QStringList complaints = s_complaints;
    complaints.removeDuplicates();
    for (const QString &complaint : complaints)
        say(QStringLiteral("warning: ") + complaint);
}

bool Tour::step(bool worked, const QString &what)
{
    if (!worked)
        m_missed.append(what + QLatin1Char(' ') + m_suffix);
    return worked;
}

QImage Tour::stillPicture()
{
    // What was just decided is on its way to the hub for a moment.
    const SyncAgent &agent = m_desktop.agent();
    Hands::until([&agent] { return agent.state() != SyncAgent::Syncing && (agent.state() != SyncAgent::Online || agent.waiting() == 0); }, 3000);
    constexpr int kEnough = 3;
    QImage picture;
    for (int tries = 0, same = 0; tries < 60 && same < kEnough; ++tries) {
        m_hands.hover();
        m_hands.settle();
        QImage next = m_desktop.window()->grabWindow();
        same = next == picture ? same + 1 : 0;
        picture = std::move(next);
    }
    return picture;
}

void Tour::shot(const QString &name)
{
    const QString file = QStringLiteral("%1-%2-%3.png").arg(++m_number, 2, 10, QLatin1Char('0')).arg(name, m_suffix);
    const bool saved = stillPicture().save(QDir(m_folder).filePath(file));
    if (step(saved, QStringLiteral("picture ") + file)) {
        ++m_shots;
        say(file);
    }
}

void Tour::round(const Look &look)
{
    m_number = 0;
    m_suffix = look.language + (look.theme == 1 ? QStringLiteral("-light") : QStringLiteral("-dark"));
    m_desktop.preferences().setLanguage(look.language);
    m_desktop.preferences().setTheme(look.theme);
    if (m_desktop.session().state() != Session::Locked)
        return nothingToOpen();
    door();
    if (m_passphrase.empty() || !unlock())
        return;
    if (m_desktop.session().state() != Session::Unlocked)
        return nothingToOpen();
    home();
    questions();
    data();
    choices();
    organisations();
    rights();
    history();
    settings();
    palette();
    idleWarning();
    m_hands.click(QStringLiteral("lockButton"));
    step(Hands::until([this] { return m_desktop.session().state() == Session::Locked; }), QStringLiteral("lock"));
    shot(QStringLiteral("locked-again"));
}

void Tour::nothingToOpen()
{
    if (m_desktop.session().damaged())
        step(Hands::until([this] { return m_hands.find(QStringLiteral("newestCopy")); }), QStringLiteral("copies"));
    shot(m_desktop.session().state() == Session::Broken ? QStringLiteral("broken") : QStringLiteral("first-run"));
}

void Tour::door()
{
    shot(QStringLiteral("lock"));
    m_desktop.session().unlock(QStringLiteral("not the passphrase"));
    const auto tried = [this] { return m_desktop.session().state() == Session::Locked; };
    step(Hands::until(tried) && !m_desktop.session().errorText().isEmpty(), QStringLiteral("wrong passphrase refused"));
    shot(QStringLiteral("lock-wrong-passphrase"));
}

bool Tour::unlock()
{
    m_desktop.session().unlockWith(m_passphrase.clone());
    const auto opened = [this] {
        const auto state = m_desktop.session().state();
        return state == Session::NoPerson || state == Session::Broken || m_hands.find(QStringLiteral("homeReady"));
    };
    return step(Hands::until(opened, 30000), QStringLiteral("unlock"));
}

void Tour::page(int number, const QString &waitFor)
{
    QQuickItem *rail = m_hands.find(QStringLiteral("navRail"));
    int seen = 0;
    m_hands.click(!rail ? nullptr : m_hands.find([&](const QQuickItem &item) {
        return rail->isAncestorOf(&item) && item.property("iconName").isValid() && ++seen == number;
    }));
    step(Hands::until([&] { return m_hands.find(waitFor) != nullptr; }), QStringLiteral("page %1").arg(number));
}

void Tour::home() { shot(QStringLiteral("home")); }

void Tour::questions()
{
    QQuickItem *card = m_hands.find(QStringLiteral("attention"));
    const auto leadsThere = [card](const QQuickItem &item) {
        return card && card->isAncestorOf(&item) && item.property("page").toString() == QLatin1String("ask");
    };
    QQuickItem *row = m_hands.find(leadsThere);
    const auto isButton = [row](const QQuickItem &item) { return row->isAncestorOf(&item) && item.inherits("QQuickAbstractButton"); };
    if (!step(row && m_hands.click(m_hands.find(isButton)), QStringLiteral("question")))
        return;
    step(Hands::until([this] { return m_hands.find(QStringLiteral("askProgress")) != nullptr; }), QStringLiteral("questions"));
    shot(QStringLiteral("questions"));
    // One that rests on an earlier version shows what changed.
    QQuickItem *changed = m_hands.find([](const QQuickItem &item) {
        return item.objectName().startsWith(QLatin1String("ask-")) && item.property("compared").toBool();
    });
    if (!step(changed != nullptr, QStringLiteral("a changed notice")))
        return;
    m_hands.pointAt(*changed);
    shot(QStringLiteral("questions-changed"));
}

void Tour::data()
{
    page(2, QStringLiteral("fact-email"));
    shot(QStringLiteral("my-data"));
    if (step(m_hands.click(QStringLiteral("fact-phone")), QStringLiteral("phone row")))
        shot(QStringLiteral("my-data-conflict"));
    QQuickItem *own = m_hands.find([](const QQuickItem &item) {
        return item.objectName().startsWith(QLatin1String("fact-")) && item.property("editable").toBool();
    });
    if (!step(m_hands.click(own), QStringLiteral("a fact of one's own")))
        return;
    shot(QStringLiteral("my-data-inspector"));
    m_hands.key(Qt::Key_F2);
    shot(QStringLiteral("my-data-edit"));
    m_hands.key(Qt::Key_Escape);
}

void Tour::organisations()
{
    page(4, QStringLiteral("flowPicture"));
    shot(QStringLiteral("organisations"));
    QQuickItem *picture = m_hands.find(QStringLiteral("flowPicture"));
    QQuickItem *box = picture ? m_hands.find([picture](const QQuickItem &item) {
        return picture->isAncestorOf(&item) && item.inherits("QQuickAbstractButton");
    }) : nullptr;
    if (!step(box != nullptr, QStringLiteral("a box of the picture")))
        return;
    m_hands.pointAt(*box);
    shot(QStringLiteral("organisations-way"));
    QQuickItem *holder = m_hands.find(QStringLiteral("holder-self"));
    if (step(holder != nullptr, QStringLiteral("holder"))) {
        m_hands.pointAt(*holder);
        shot(QStringLiteral("organisations-list"));
    }
}

void Tour::rights()
{
    page(5, QStringLiteral("rightsReady"));
    shot(QStringLiteral("rights"));
    const auto inside = [this](const QString &outer, const QString &name) {
        QQuickItem *card = m_hands.find(outer);
        return card ? m_hands.find([&](const QQuickItem &item) { return card->isAncestorOf(&item) && item.objectName() == name; }) : nullptr;
    };
    if (step(m_hands.click(inside(QStringLiteral("rightErase"), QStringLiteral("rightAction"))), QStringLiteral("erasure"))) {
        step(Hands::until([this] { return m_hands.find(QStringLiteral("erasePair")) != nullptr; }), QStringLiteral("card of the erasure"));
        shot(QStringLiteral("rights-erase"));
        m_hands.click(inside(QStringLiteral("erasePair"), QStringLiteral("refuseButton")));
    }
    if (!step(m_hands.click(inside(QStringLiteral("rightCopy"), QStringLiteral("rightAction"))), QStringLiteral("copy")))
        return;
    step(Hands::until([this] { return m_hands.find(QStringLiteral("startCopy")) != nullptr; }), QStringLiteral("form of the copy"));
    shot(QStringLiteral("rights-copy"));
    m_hands.click(QStringLiteral("startCopy"));
    saveWhereAsked(QStringLiteral("rights-copy-place"));
    step(Hands::until([this] { return m_hands.find(QStringLiteral("copyDone")) != nullptr; }, 30000), QStringLiteral("finished copy"));
    shot(QStringLiteral("rights-copy-done"));
    if (step(m_hands.click(QStringLiteral("copyClosed")), QStringLiteral("card of the copy closed")))
        trayOfCopy();
}

/// Answers the question for a place with the tour's own folder.
void Tour::saveWhereAsked(const QString &name)
{
    if (!step(Hands::until([this] { return m_hands.find(QStringLiteral("saveFolder")) != nullptr; }), name))
        return;
    m_hands.settle();
    m_hands.click(QStringLiteral("saveFolder"));
    m_hands.key(Qt::Key_A, Qt::ControlModifier);
    m_hands.type(m_copies.path());
    shot(name);
    m_hands.key(Qt::Key_Return);
    step(Hands::until([this] { return !m_hands.find(QStringLiteral("saveFolder")); }), name + QStringLiteral(": answered"));
}

/// The tray with work under way, which stands behind a thread that is held, and with
/// work that has ended.
void Tour::trayOfCopy()
{
    QQuickItem *card = m_hands.find(QStringLiteral("rightCopy"));
    const auto isAction = [card](const QQuickItem &item) { return card && card->isAncestorOf(&item) && item.objectName() == QLatin1String("rightAction"); };
    step(m_hands.click(m_hands.find(isAction)) && Hands::until([this] { return m_hands.find(QStringLiteral("startCopy")) != nullptr; }),
        QStringLiteral("second copy"));
    QSemaphore goOn;
    m_desktop.session().background().compute<void>(m_desktop.window(), [&goOn]() -> Result<void> {
        goOn.acquire();
        return {};
    }, [](Result<void>) {});
    m_hands.click(QStringLiteral("startCopy"));
    saveWhereAsked(QStringLiteral("tray-place"));
    page(6, QStringLiteral("historyFilter"));
    step(Hands::until([this] { return m_hands.find(QStringLiteral("jobButton")) != nullptr; }), QStringLiteral("button of the tray"));
    m_hands.key(Qt::Key_J, Qt::ControlModifier);
    step(Hands::until([this] { return m_hands.find(QStringLiteral("jobsHeading")) != nullptr; }), QStringLiteral("tray"));
    shot(QStringLiteral("tray-working"));
    goOn.release();
    step(Hands::until([this] { return m_hands.find(QStringLiteral("jobAction")) != nullptr; }, 30000), QStringLiteral("ended work"));
    shot(QStringLiteral("tray-done"));
    m_hands.click(QStringLiteral("jobDismiss"));
    m_hands.key(Qt::Key_Escape);
    step(Hands::until([this] { return !m_hands.find(QStringLiteral("jobsHeading")); }), QStringLiteral("closed tray"));
    m_hands.settle();
}

QQuickItem *Tour::firstSwitch(bool allowed) const
{
    return m_hands.find([allowed](const QQuickItem &item) {
        return item.objectName().startsWith(QLatin1String("cell-")) && item.property("checked").toBool() == allowed;
    });
}

void Tour::act(const QString &name, bool allow)
{
    const auto toast = [this] { return m_hands.find(QStringLiteral("undoButton")); };
    if (!step(m_hands.click(firstSwitch(!allow)), name))
        return;
    ++m_acts;
    step(Hands::until([&] { return toast() != nullptr; }), name + QStringLiteral(": toast"));
    shot(name);
    step(m_hands.click(QStringLiteral("undoButton")), name + QStringLiteral(": undo"));
    // The second message has no Undo of its own.
    step(Hands::until([&] { return m_hands.find(QStringLiteral("undoToast")) && !toast(); }), name + QStringLiteral(": undone"));
    shot(name + QStringLiteral("-undone"));
    QQuickItem *message = m_hands.find(QStringLiteral("undoToast"));
    m_hands.click(!message ? nullptr : m_hands.find([message](const QQuickItem &item) {
        return message->isAncestorOf(&item) && item.property("iconName").toString() == QLatin1String("x");
    }));
}

void Tour::choices()
{
    page(3, QStringLiteral("withdrawAll"));
    step(Hands::until([this] { return firstSwitch(true) || firstSwitch(false); }), QStringLiteral("switches"));
    shot(QStringLiteral("choices"));
    notice();
    act(QStringLiteral("choices-withdrawn"), false);
    act(QStringLiteral("choices-allowed"), true);
    m_hands.click(QStringLiteral("foldAll"));
    shot(QStringLiteral("choices-closed"));
}

void Tour::notice()
{
    if (!step(m_hands.click(QStringLiteral("noticeExact")), QStringLiteral("notice")))
        return;
    // By the engine, or as a plain text where it cannot start.
    const auto isShown = [this] {
        QQuickItem *notice = m_hands.find(QStringLiteral("exactNotice"));
        return notice && (notice->property("shown").toBool() || notice->property("plain").toBool());
    };
    step(Hands::until(isShown, 30000), QStringLiteral("text of the notice"));
    shot(QStringLiteral("choices-notice"));
    m_hands.key(Qt::Key_Escape);
    step(Hands::until([this] { return !m_hands.find(QStringLiteral("exactNotice")); }), QStringLiteral("closed notice"));
    m_hands.settle();
}

void Tour::history()
{
    page(6, QStringLiteral("historyFilter"));
    shot(QStringLiteral("history"));
    QQuickItem *list = m_hands.find(QStringLiteral("historyList"));
    const auto receiptOf = [list](const QQuickItem &item) {
        return list && list->isAncestorOf(&item) && item.property("role").isValid() && item.inherits("QQuickAbstractButton");
    };
    if (!step(m_hands.click(m_hands.find(receiptOf)), QStringLiteral("receipt button")))
        return;
    step(Hands::until([this] { return m_hands.find(QStringLiteral("checkReceipt")) != nullptr; }), QStringLiteral("receipt"));
    shot(QStringLiteral("history-receipt"));
    step(m_hands.click(QStringLiteral("checkReceipt")), QStringLiteral("check"));
    step(Hands::until([this] { return m_hands.find(QStringLiteral("receiptVerdict")) != nullptr; }), QStringLiteral("verdict"));
    shot(QStringLiteral("history-receipt-checked"));
    step(m_hands.click(QStringLiteral("openExtract")), QStringLiteral("extract"));
    step(Hands::until([this] { return m_hands.find(QStringLiteral("extractSummary")) != nullptr; }), QStringLiteral("summary of the extract"));
    shot(QStringLiteral("history-extract"));
}

void Tour::settings()
{
    page(7, QStringLiteral("languageChoice"));
    shot(QStringLiteral("settings"));
    if (!step(m_hands.click(QStringLiteral("changePassphrase")), QStringLiteral("change of the passphrase")))
        return;
    shot(QStringLiteral("settings-passphrase"));
}

void Tour::palette()
{
    m_hands.key(Qt::Key_K, Qt::ControlModifier);
    if (!step(Hands::until([this] { return m_hands.find(QStringLiteral("paletteField")) != nullptr; }), QStringLiteral("palette")))
        return;
    shot(QStringLiteral("palette"));
    m_hands.type(QStringLiteral("a"));
    step(Hands::until([this] { return m_hands.find([](const QQuickItem &item) { return item.objectName().startsWith(QLatin1String("palette-data:")); }); }),
        QStringLiteral("a fact in the palette"));
    shot(QStringLiteral("palette-found"));
    m_hands.key(Qt::Key_Escape);
    m_hands.settle();
    m_hands.key(Qt::Key_F1);
    step(Hands::until([this] { return m_hands.find(QStringLiteral("keysHeading")) != nullptr; }), QStringLiteral("keys"));
    shot(QStringLiteral("keys"));
    m_hands.key(Qt::Key_Escape);
    m_hands.settle();
}

void Tour::idleWarning()
{
    m_putForward(std::chrono::minutes(m_desktop.preferences().autoLockMinutes()) - std::chrono::seconds(15));
    m_desktop.idleLock().tick();
    step(m_hands.find(QStringLiteral("idleWarning")) != nullptr, QStringLiteral("idle warning"));
    shot(QStringLiteral("idle-warning"));
    m_putForward({});
    m_desktop.idleLock().touch();
}

} // namespace assent::ui
