#pragma once

#include "base/expect.h"
#include "base/registry.h"
#include "base/uuid.h"
#include "catalog/catalogue.h"
#include "vault/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

using namespace Qt::StringLiterals;

namespace assent::test {

/// How one call of assentctl ended.
struct Ended
{
    int exit = -1;
    QByteArray out;
    QByteArray err;

    /// Standard output as the one JSON document that it must be; null when not.
    QJsonObject json() const;
    /// What a failed comparison prints.
    QByteArray all() const { return "exit " + QByteArray::number(exit) + "\n" + out + "\n" + err; }
};

/// Runs the real assentctl on a store, without a terminal. Secrets go through
/// pipes: the first at descriptor 3, the second at 4.
class Tool
{
public:
    explicit Tool(QString store) : m_store(std::move(store)) {}

    Ended run(const QStringList &arguments) const { return run(arguments, {passphrase}); }
    Ended run(QStringList arguments, const QByteArrayList &secrets) const;
    /// The same with --json.
    QJsonObject json(QStringList arguments) const;

    /// Starts and does not wait; the passphrase is given. Standard output may go
    /// to a file.
    std::unique_ptr<QProcess> start(QStringList arguments, const QString &output = {}) const;

    QByteArray passphrase = "correct horse";
    const QString &store() const { return m_store; }

private:
    QString m_store;
};

/// A store of its own with the sample catalogue and three people out of a CSV.
class Stage
{
    QTemporaryDir m_folder;

public:
    Stage();
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const;
    /// A copy of the store as it is, for a test that damages it.
    QString copyOfStore() const;
    /// The raw database of a store, past assentctl: to tamper with it.
    std::unique_ptr<Database> database(const QString &store) const;

    Tool tool;
};

QString sampleFile(const QString &name);

} // namespace assent::test

#define COMPARE_EXIT(ended, expected) \
    do { \
        const assent::test::Ended &compareEnded = (ended); \
        QVERIFY2(compareEnded.exit == (expected), compareEnded.all().constData()); \
    } while (false)
