#pragma once

#include "fakes/lateclock.h"
#include "sync/hubprocess_hub.h"

#include "crypto/secret.h"

#include <QTemporaryDir>

#include <array>
#include <random>

namespace assent::test {

/// Two hubs on one PostgreSQL and four stores that belong to them, all of real
/// processes. They work until they are killed, and are started again.
class Crowd
{
public:
    static constexpr int kHubs = 2;
    static constexpr int kStores = 4;

    /// Nothing runs yet but the database. The stores have joined the hubs.
    explicit Crowd(std::uint64_t seed);
    ~Crowd();

    /// Lets all work, and kills any of them at any time.
    void fight(std::chrono::seconds time);
    /// Ends all at once, and starts the hubs again.
    void endFight();

    /// Why a process ended that nobody killed; empty: none did.
    const std::string &fault() const { return m_fault; }
    int kills() const { return m_kills; }
    const std::string &database() const { return m_database; }
    HubProgram &hub(int number) { return *m_hubs[static_cast<std::size_t>(number)]; }
    std::filesystem::path store(int number) const { return path("store" + std::to_string(number)); }
    std::filesystem::path told(int number) const { return path("told" + std::to_string(number)); }
    std::filesystem::path path(const std::string &name) const { return std::filesystem::path(m_folder.path().toStdString()) / name; }
    const SecretBytes &key() const { return m_key; }
    const Clock &clock() const { return m_clock; }

    static constexpr std::string_view kPassphrase = "correct horse";

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(limit)); }
    void join(int store);
    void startHub(int number);
    void startSyncer(int store);
    void tellAddresses();
    void killAny();
    void killDatabase();
    void killHub(int number);
    void killSyncer(int store);
    void reviveSome();
    std::vector<QProcess *> living() const;
    void pass(int millis);
    void expectAlive();

    std::mt19937_64 m_random;
    QTemporaryDir m_folder;
    SecretBytes m_key = *randomSecret(48);
    LateClock m_clock;
    std::string m_database;
    std::array<std::unique_ptr<HubProgram>, kHubs> m_hubs;
    std::array<std::unique_ptr<QProcess>, kStores> m_syncers;
    std::array<bool, kHubs> m_up{};
    std::string m_fault;
    int m_kills = 0;
};

} // namespace assent::test
