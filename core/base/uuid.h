#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <compare>
#include <functional>

namespace assent {

/// A 128-bit identifier (RFC 9562), ordered by its bytes.
class Uuid
{
public:
    constexpr Uuid() = default;
    explicit constexpr Uuid(const std::array<Byte, 16> &bytes) : m_bytes(bytes) {}

    /// Accepts the 36-character form in either case.
    static Result<Uuid> parse(std::string_view text);
    /// Fails with Invalid unless given 16 bytes.
    static Result<Uuid> fromBytes(ByteView bytes);

    std::string toString() const;
    ByteView bytes() const { return m_bytes; }
    bool isNull() const { return *this == Uuid{}; }
    int version() const { return m_bytes[6] >> 4; }

    auto operator<=>(const Uuid &) const = default;

private:
    std::array<Byte, 16> m_bytes = {};
};

/// A UUIDv7 (RFC 9562, 5.7) of this instant: sortable by time, and strictly
/// increasing within one process. For that, an instant before the latest one
/// given counts as the latest. Safe to call from any thread.
Uuid makeUuidV7(Timestamp at);
/// A UUIDv8 (RFC 9562, 5.8) that holds the first 122 bits of a digest.
Uuid makeUuidV8(const Digest &digest);

/// A typed identifier: ids of different things do not mix.
template<typename Tag>
class Id
{
public:
    constexpr Id() = default;
    explicit constexpr Id(const Uuid &uuid) : m_uuid(uuid) {}

    static Result<Id> parse(std::string_view text)
    {
        ASSENT_TRY(const Uuid uuid, Uuid::parse(text));
        return Id{uuid};
    }
    static Result<Id> fromBytes(ByteView bytes)
    {
        ASSENT_TRY(const Uuid uuid, Uuid::fromBytes(bytes));
        return Id{uuid};
    }

    const Uuid &uuid() const { return m_uuid; }
    ByteView bytes() const { return m_uuid.bytes(); }
    std::string toString() const { return m_uuid.toString(); }
    bool isNull() const { return m_uuid.isNull(); }
    auto operator<=>(const Id &) const = default;

private:
    Uuid m_uuid;
};

/// A typed name from the catalogue ("newsletter", "email"). Ordered as text.
template<typename Tag>
class Name
{
public:
    Name() = default;
    explicit Name(std::string text) : m_text(std::move(text)) {}
    const std::string &str() const { return m_text; }
    bool empty() const { return m_text.empty(); }
    auto operator<=>(const Name &) const = default;

private:
    std::string m_text;
};

using SubjectId = Id<struct SubjectTag>;
using PersonaId = Id<struct PersonaTag>;
using EventId = Id<struct EventTag>;
using AttributeId = Id<struct AttributeTag>;
using DeviceId = Id<struct DeviceTag>;
using StoreId = Id<struct StoreTag>;
using ServedId = Id<struct ServedTag>;

using ControllerId = Name<struct ControllerTag>;
using PurposeId = Name<struct PurposeTag>;
using ChannelId = Name<struct ChannelTag>;
using RecipientId = Name<struct RecipientTag>;
using SourceId = Name<struct SourceTag>;
using NoticeId = Name<struct NoticeTag>;

} // namespace assent

template<>
struct std::hash<assent::Uuid>
{
    std::size_t operator()(const assent::Uuid &uuid) const noexcept
    {
        return std::hash<std::string_view>{}(assent::asText(uuid.bytes()));
    }
};
template<typename Tag>
struct std::hash<assent::Id<Tag>>
{
    std::size_t operator()(const assent::Id<Tag> &id) const noexcept { return std::hash<assent::Uuid>{}(id.uuid()); }
};
template<typename Tag>
struct std::hash<assent::Name<Tag>>
{
    std::size_t operator()(const assent::Name<Tag> &name) const noexcept { return std::hash<std::string>{}(name.str()); }
};
