#pragma once

#include "session/savejob.h"

#include <QAbstractListModel>

#include <vector>

namespace assent::ui {

/// The tray: the long work that nobody attends on a page, oldest first. What runs can
/// be cancelled, what has ended stays until somebody saw it.
///
/// A job whose parent this is goes when nobody needs it any more. Used on the UI thread.
class Jobs : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int working READ working NOTIFY countChanged FINAL)
    /// Of all together: that of a row which works, else failed, else was cancelled; empty where there is none.
    Q_PROPERTY(QString phase READ phase NOTIFY countChanged FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        NameRole,
        DetailRole,
        PhaseRole, ///< "working", "done", "failed" or "cancelled"
        ProgressRole,
        ActionRole,
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }
    int working() const;
    QString phase() const;

    /// From now on the job is in the tray whenever it belongs there.
    void follow(Job *job);
    /// Lets the person say where the job's file is to be; it goes on with
    /// FileJob::saveTo or FileJob::giveUp.
    void askPlace(FileJob *job);
    /// Asks for a sheet as a PDF of the browser engine; it goes on with SaveJob::takePdf.
    void askPdf(SaveJob *job);
    /// All stop, and nothing is listed any more.
    void stopAll();
    /// The language changed.
    void retranslate();

    // Of the row with this key.
    Q_INVOKABLE void cancel(int key);
    Q_INVOKABLE void act(int key);
    Q_INVOKABLE void dismiss(int key);
    Q_INVOKABLE void dismissEnded();

    /// Where the last file went, while the program runs. It is not kept: a folder's
    /// name may tell something about a person.
    QString lastFolder() const { return m_lastFolder; }
    void setLastFolder(const QString &folder) { m_lastFolder = folder; }

Q_SIGNALS:
    void countChanged();
    /// While nobody attended it; once for each job.
    void ended(const QString &sentence, int state);
    void placeWanted(assent::ui::FileJob *job);
    void pdfWanted(assent::ui::SaveJob *job);

private:
    struct Row
    {
        int key;
        Job *job;
    };

    Job *jobOf(int key) const;
    std::vector<Row>::iterator rowOf(const QObject *job);
    void onState(Job *job);
    void look(Job *job);
    void drop(std::vector<Row>::iterator row);

    std::vector<Job *> m_followed;
    std::vector<Row> m_rows;
    int m_nextKey = 1;
    QString m_lastFolder;
};

} // namespace assent::ui
