#include "crash/pusherprocess.h"

#include <sstream>

namespace assent::test {

PusherProcess::PusherProcess(const QString &store, const std::string &hubUrl, const std::string &keyHex, std::uint64_t seed)
    : ToldProcess(QStringLiteral("assent-pusher"), {store, QString::fromStdString(hubUrl), QString::number(seed)}, keyHex + "\n")
{
}

void PusherProcess::take(const std::string &line)
{
    if (line == "synced")
        m_synced = m_committed;
    if (!line.starts_with("committed "))
        return;
    std::istringstream ids(line.substr(line.find(' ')));
    for (std::string id; ids >> id;)
        m_committed.insert(id);
}

} // namespace assent::test
