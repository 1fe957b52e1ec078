#pragma once

#include "base/error.h"
#include "session/job.h"

namespace assent::ui {

class Jobs;

/// Long work that ends in one file of the person's. It is Idle until its place is known.
class FileJob : public assent::ui::Job // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by what works")
    Q_PROPERTY(QString file READ file NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString folder READ folder NOTIFY stateChanged FINAL)

public:
    using Job::Job;

    /// Once it is done.
    QString file() const { return m_file; }
    QString folder() const { return m_folder; }
    QString action() const override;
    void act() override { openFolder(); }
    Q_INVOKABLE void openFolder() const;

    // What a dialog begins with: the folder of last time, else that of downloads,
    // and a name that is free in a folder.
    Q_INVOKABLE QString suggestedFolder() const;
    Q_INVOKABLE QString suggestedName(const QString &folder) const;
    /// Why no new file can be made there, in words; empty when one can.
    Q_INVOKABLE QString refusedFolder(const QString &folder) const;
    Q_INVOKABLE QString refusedName(const QString &folder, const QString &name) const;
    /// Begins. What is there already is overwritten only by `replace`, else the
    /// job fails and says so.
    Q_INVOKABLE void saveTo(const QString &folder, const QString &name, bool replace);
    /// The person named no place: nothing happens.
    Q_INVOKABLE virtual void giveUp() { forget(); }

protected:
    /// Of the suggested name, such as "receipt-0195" and ".pdf".
    virtual std::string stem() const = 0;
    virtual std::string ending() const = 0;
    virtual Jobs &jobs() const = 0;
    virtual void begin(const std::string &file, bool replace) = 0;

    void setFile(const std::string &file);
    static QString whyNotSaved(ErrorCode code);
    /// "Saved as receipt.pdf in /home/…"
    QString savedAs() const;

private:
    QString m_file, m_folder;
};

} // namespace assent::ui
