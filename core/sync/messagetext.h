#pragma once

#include "sync/messages.h"

namespace assent::sync {

// Messages as text, without a document between: for what travels very often.

/// A consent event as its row holds it.
struct ConsentRow
{
    SubjectId subject;
    PersonaId persona;
    ByteView pseudonymKey;
    std::string_view core;
    ByteView salt;
    std::string_view payload;
    ByteView proof;
};
std::string itemText(const ConsentRow &row);
/// canonical(toJson(body)).
std::string itemText(const ItemBody &body);

/// A push as clients of this program write it, its items read as well. Nothing: it is
/// another, or holds a fault; json::parse() and pushEnvelopeFromJson() read it or tell.
/// `threads`: 1 or 2.
std::optional<PushEnvelope> readPush(std::string_view text, int threads);
/// The item of an envelope that another form was read from, or that was made here.
ReadItem readItem(const PushedItem &item);


/// Canonical JSON.
std::string toText(const PushResponse &response);
/// Of any form. Protocol: it is none.
Result<PushResponse> readPushResponse(std::string_view text);

} // namespace assent::sync
