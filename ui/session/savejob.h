#pragma once

#include "print/pdf.h"
#include "session/filejob.h"

#include <atomic>
#include <functional>
#include <memory>

namespace assent::ui {

class Session;

/// What a person saves: a file as it is, or a sheet to read as a PDF.
struct SavedContent
{
    std::function<QString()> name; ///< in the language of the moment
    std::string stem;
    std::string ending;
    std::string text;                   ///< of a file as it is
    std::optional<print::Paper> paper;  ///< of a PDF
    QByteArray pdf = {};                ///< of a PDF that there is already
    bool drawn = false;                 ///< the engine is not asked
};

/// Saves one file: made by the browser engine where that is there and a sheet is to
/// become a PDF, else drawn here (print/pdf.h).
class SaveJob final : public assent::ui::FileJob // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by what is saved")

public:
    /// A job that the session's tray follows; Jobs::askPlace is next.
    static SaveJob *start(Session &session, SavedContent content);
    ~SaveJob() override;

    QString name() const override { return m_content.name(); }
    QString detail() const override;
    void cancel() override;

    /// The page for the engine.
    Q_INVOKABLE QByteArray page() const;
    Q_INVOKABLE QString language() const;
    Q_INVOKABLE QString title() const;
    /// What the engine made of it: a PDF, or nothing where it could not.
    Q_INVOKABLE void takePdf(const QByteArray &pdf);
    /// Notes in the log why the engine makes none.
    Q_INVOKABLE void noteEngineFailed(const QString &reason);

protected:
    std::string stem() const override { return m_content.stem; }
    std::string ending() const override { return m_content.ending; }
    Jobs &jobs() const override;
    void begin(const std::string &file, bool replace) override;

private:
    SaveJob(Session &session, SavedContent content);
    void write();

    Session &m_session;
    SavedContent m_content;
    std::string m_target;
    bool m_replace = false;
    bool m_printing = false;
    ErrorCode m_error = ErrorCode::Io;
    std::shared_ptr<std::atomic<bool>> m_stop; ///< shared with the work, which may outlive this
};

} // namespace assent::ui
