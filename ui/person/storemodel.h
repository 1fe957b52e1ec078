#pragma once

#include "person/words.h"
#include "session/language.h"
#include "session/session.h"

#include <QAbstractListModel>
#include <QQmlParserStatus>

namespace assent::ui {

/// What the models of the person's pages share: they read the store in the
/// background, show what they read last, read again when it changes, and put it
/// into other words when the language changes.
class StoreModel : public QAbstractListModel, public QQmlParserStatus
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(assent::ui::Session *session READ session WRITE setSession NOTIFY dependenciesChanged REQUIRED FINAL)
    Q_PROPERTY(assent::ui::Language *language READ language WRITE setLanguage NOTIFY dependenciesChanged REQUIRED FINAL)
    /// True once something was read; stays true while it is read again.
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /// Why the last reading or act failed; empty while all is well.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged FINAL)

public:
    using QAbstractListModel::QAbstractListModel;

    Session *session() const { return m_session; }
    void setSession(Session *session);
    Language *language() const { return m_language; }
    void setLanguage(Language *language);
    bool loaded() const { return m_loaded; }
    int count() const { return rowCount(); }
    QString errorText() const;

    void classBegin() override {}
    void componentComplete() override;
    Q_INVOKABLE void reload();
    Q_INVOKABLE void dismissError() { setError({}); }

Q_SIGNALS:
    void dependenciesChanged();
    void loadedChanged();
    void countChanged();
    void errorTextChanged();
    /// What is shown was made anew.
    void presented();

protected:
    /// Posts the reading; ends in finishLoad().
    virtual void load() = 0;
    /// Makes what is shown from what was read last, in the present language.
    virtual void present() = 0;
    /// Puts what is shown into the present language; where that takes long, by
    /// reading it again.
    virtual void retranslate();

    template<typename T>
    void read(std::function<Result<T>(OpenStore &)> job, std::function<void(T)> take)
    {
        m_session->store().run<T>(this, std::move(job), [this, take = std::move(take)](Result<T> result) {
            if (result)
                take(std::move(*result));
            finishLoad(result ? std::nullopt : std::optional(result.error().code));
        });
    }
    void finishLoad(std::optional<ErrorCode> error);
    void setError(std::optional<ErrorCode> error);
    /// Tells the views which roles of a row changed, and only those: a list that
    /// is given anew is built anew, and takes the focus with it.
    void tellChanges(int row, const QVariantMap &before, const QVariantMap &after);
    Words words(std::shared_ptr<const Catalogue> catalogue) const;
    Timestamp now() const { return m_session->clock().now(); }

private:
    void onLanguage();

    Session *m_session = nullptr;
    Language *m_language = nullptr;
    bool m_complete = false;
    bool m_loaded = false;
    bool m_loading = false;
    bool m_again = false;
    std::optional<ErrorCode> m_error;
};

} // namespace assent::ui
