#include "session/newswatch.h"

namespace assent::ui {

/// Kept from question to question, as its connection is.
struct NewsWatch::Line
{
    std::string hubUrl;
    std::unique_ptr<sync::Transport> transport;
};

NewsWatch::NewsWatch(MakeTransport transport, QObject *parent)
    : QObject(parent), m_transport(std::move(transport)), m_line(std::make_shared<Line>())
{
}

NewsWatch::~NewsWatch()
{
    stop();
    m_thread.compute<bool>(this, [line = m_line]() -> Result<bool> {
        line->transport.reset(); // where it was made
        return false;
    }, [](Result<bool>) {});
}

void NewsWatch::watch(const std::string &hubUrl, const sync::HttpRequest &request)
{
    if (m_stop && m_hubUrl == hubUrl && m_request.path == request.path && m_request.headers == request.headers)
        return;
    stop();
    m_hubUrl = hubUrl;
    m_request = request;
    ask();
}

void NewsWatch::stop()
{
    if (m_stop)
        m_stop->ask();
    m_stop.reset();
    m_request = {}; // it has the token
}

void NewsWatch::ask()
{
    m_stop = std::make_shared<HubStop>();
    const auto began = std::chrono::steady_clock::now();
    m_thread.compute<bool>(this, [make = m_transport, hubUrl = m_hubUrl, request = m_request, line = m_line, stop = m_stop]() -> Result<bool> {
        if (!line->transport || line->hubUrl != hubUrl) {
            ASSENT_TRY(line->transport, make(hubUrl));
            line->hubUrl = hubUrl;
        }
        if (!stop->begin(line->transport.get()))
            return Error{ErrorCode::Cancelled, "nobody waits for news any more"};
        const auto response = line->transport->send(request);
        stop->end();
        return response ? sync::hasNews(*response) : response.error();
    }, [this, began, stop = m_stop](Result<bool> news) {
        if (stop == m_stop)
            take(news, std::chrono::steady_clock::now() - began > kTime / 2);
    });
}

/// A hub that does not let it wait is not asked again until the next sync.
void NewsWatch::take(const Result<bool> &news, bool waited)
{
    if (news && !*news && waited)
        return ask();
    m_stop.reset();
    if (news && *news)
        Q_EMIT came();
}

} // namespace assent::ui
