#pragma once

#include "sync/hubfixture.h"
#include "sync/hubprocess_hub.h"
#include "sync/qthttptransport.h"

#include <set>

namespace assent::test {

/// Options of a hub that can do everything: a catalogue, and rates that a test can pass.
QStringList journeyOptions(const HubProgram &hub);

/// One client's way over every route and problem of a running hub, through two
/// doors: one for requests that are right, one for those that are meant to be wrong.
class Journey
{
public:
    Journey(const HubProgram &hub, const std::string &right, const std::string &wrong);
    void travel();

    const std::set<std::string> &faults() const { return m_faults; }     ///< in words
    const std::set<std::string> &routes() const { return m_routes; }     ///< that answered well
    const std::set<std::string> &problems() const { return m_problems; } ///< that were met

private:
    sync::HttpResponse send(sync::Transport &door, const sync::HttpRequest &request);
    json::Value well(int status, const std::string &method, const std::string &path, const std::string &token = {},
        const std::string &body = {}, const std::string &type = "application/json");
    void badly(int status, const std::string &problem, const std::string &method, const std::string &path, const std::string &token = {},
        const std::string &body = {}, std::map<std::string, std::string> headers = {});
    Phone enrol(const QStringList &arguments);
    void enrolling();
    void syncing();
    void checkingTheLog();
    void asking();
    void closing();
    void parting();
    void beingWrong();
    void askingTooOften();

    const HubProgram &m_hub;
    std::unique_ptr<sync::Transport> m_right;
    std::unique_ptr<sync::Transport> m_wrong;
    Phone m_phone, m_own, m_system, m_revoked;
    Somebody m_who;
    std::set<std::string> m_faults;
    std::set<std::string> m_routes;
    std::set<std::string> m_problems;
};

} // namespace assent::test
