#pragma once

#include "consent/servednotice.h"
#include "person/storemodel.h"
#include "session/savejob.h"

namespace assent::ui {

/// One notice to the byte, as it was served: the one that a purpose asks with now,
/// or the one that an act rests on. Empty until one of both is named.
class NoticeModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// What is shown is what was asked for last.
    Q_PROPERTY(bool ready READ ready NOTIFY presented FINAL)
    Q_PROPERTY(QString title READ title NOTIFY presented FINAL)
    /// The bytes that were served; empty where this store does not have the text.
    Q_PROPERTY(QByteArray bytes READ bytes NOTIFY presented FINAL)
    Q_PROPERTY(QString mediaType READ mediaType CONSTANT FINAL)
    /// The tag of the language that it is in.
    Q_PROPERTY(QString locale READ locale NOTIFY presented FINAL)
    /// The bytes read as text.
    Q_PROPERTY(QString body READ body NOTIFY presented FINAL)
    /// [{ label, text }]: version, language, dates
    Q_PROPERTY(QVariantList facts READ facts NOTIFY presented FINAL)
    /// SHA-256 of the bytes, in hexadecimal digits.
    Q_PROPERTY(QString fingerprint READ fingerprint NOTIFY presented FINAL)
    /// The facts and the fingerprint in lines, for paper.
    Q_PROPERTY(QString about READ about NOTIFY presented FINAL)

public:
    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    bool ready() const { return m_read.version > 0 && m_read.wish == m_wish; }
    QString title() const { return m_title; }
    QByteArray bytes() const;
    /// The only one that a catalogue holds.
    QString mediaType() const { return QStringLiteral("text/plain"); }
    QString locale() const;
    QString body() const { return QString::fromUtf8(bytes()); }
    QVariantList facts() const { return m_facts; }
    QString fingerprint() const { return m_fingerprint; }
    QString about() const;

    /// The notice of a purpose that is in effect, in the reader's language.
    Q_INVOKABLE void showPurpose(const QString &purpose);
    /// The version and language that an act rests on.
    Q_INVOKABLE void showEvent(const QString &event);
    /// Lets go of it.
    Q_INVOKABLE void clear();
    /// Saves a PDF: this one, or where it is empty one that is drawn here.
    Q_INVOKABLE assent::ui::SaveJob *save(const QByteArray &pdf);
    /// Notes in the log why the engine does not show it.
    Q_INVOKABLE void noteEngineFailed(const QString &reason);

protected:
    void load() override;
    void present() override;

private:
    struct Wish
    {
        std::string purpose;
        std::string event;
        bool operator==(const Wish &) const = default;
    };
    struct Snapshot
    {
        Wish wish;
        std::shared_ptr<const Catalogue> catalogue;
        NoticeId notice;
        int version = 0; ///< 0: there is none
        std::string language;
        Digest hash = {};
        std::optional<ServedText> text;
        std::optional<Timestamp> effective, shown;
    };

    static Result<Snapshot> readPurpose(OpenStore &store, SubjectId subject, const Wish &wish, const std::string &language);
    static Result<Snapshot> readEvent(OpenStore &store, const Wish &wish);
    void show(Wish wish);

    Wish m_wish;
    Snapshot m_read;
    QString m_title, m_fingerprint;
    QVariantList m_facts;
};

} // namespace assent::ui
