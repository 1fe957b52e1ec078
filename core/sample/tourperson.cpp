// The one person that screens, tours and pictures can rely on.
#include "sample/history.h"
#include "sample/people.h"

namespace assent::sample {

Result<Person> makeTourPerson(const Catalogue &catalogue, Timestamp now, std::uint64_t seed)
{
    PersonBuilder builder(catalogue, now, seed, 0);
    ASSENT_CHECK(builder.begin("en", "PL"));
    builder.setCreated("email_service", 640);
    builder.hold({"web_shop", "given_name", "Anna", 610});
    builder.hold({"web_shop", "family_name", "Nowak", 610});
    builder.hold({"email_service", "family_name", "Kowalczyk", 640});
    builder.hold({"web_shop", "email", "anna.nowak@example.com", 610});
    builder.hold({"loyalty_crm", "email", "anna.nowak@example.com", 580});
    builder.hold({"email_service", "email", "a.kowalczyk@example.org", 640});
    const AttributeId phone = builder.hold({"web_shop", "phone", "+48220100100", 610});
    // Two people replaced the same number without knowing of each other.
    builder.hold({"person", "phone", "+48220100214", 12}, phone);
    builder.hold({"call_centre", "phone", "+48220100241", 11}, phone);
    builder.hold({"loyalty_crm", "phone", "+48220100100", 580});
    builder.hold({"web_shop", "birth_date", "1984-05-17", 610});
    builder.hold({"web_shop", "street", "ul. Lipowa 5", 610});
    builder.hold({"web_shop", "postcode", "30-702", 610});
    builder.hold({"web_shop", "city", "Kraków", 610});
    builder.hold({"web_shop", "country", "PL", 610});
    builder.hold({"loyalty_crm", "loyalty_tier", "Silver", 140});
    builder.hold({"loyalty_crm", "seat_preference", "aisle", 300});
    builder.hold({"person", "seat_preference", "window", 45});
    builder.hold({"person", "meal_preference", "vegetarian", 45});
    builder.hold({"loyalty_crm", "home_airport", "KRK", 300});
    builder.hold({"web_shop", "last_route", "KRK-LIS", 34});
    builder.hold({"social_account", "travel_interest", "city breaks", 120});
    builder.hold({"agent", "survey_rating", "4 of 5", 30});
    builder.identify("email", "anna.nowak@example.com", "web_shop", 610);
    builder.identify("email", "a.kowalczyk@example.org", "email_service", 640);
    builder.identify("phone", "+48220100214", "person", 12);
    builder.identify("phone", "+48220100241", "call_centre", 11);
    builder.identify("customer_number", "C00100000", "web_shop", 610);
    builder.identify("loyalty_id", "OC700000000", "loyalty_crm", 580);
    builder.identify("esp_record", "mf-00040000", "email_service", 640);
    builder.identify("social_login", "social-000005000", "social_account", 120);
    return builder.take();
}

void tellTourStory(Story &story)
{
    story.import(59.34, "newsletter email", "email_service");
    story.grant(58.12, "offers email");
    story.grant(58.118, "offers sms");
    story.grant(58.115, "personalisation online");
    story.grant(58.114, "analytics online");
    story.doubleOptIn(56.58, "surveys email", true);
    story.grant(55.27, "price_alerts push", "app"); // lapses by itself
    story.grant(52.49, "newsletter post");
    story.grant(50.155, "data_sharing data calmora_hotels", "booking form");
    story.grant(50.154, "data_sharing data tarvel_cars", "booking form");  // until the notice's new version
    story.grant(50.153, "third_party_ads online kestaro_media", "booking form"); // likewise
    story.close(45.61, Act::Withdraw, "offers sms", "unsubscribe link");
    story.byPhone(41.37, Act::Grant, "surveys phone");
    story.byPhone(40.42, Act::Grant, "offers phone");
    story.close(38.08, Act::Refuse, "data_sale data quillmark", "booking form");
    story.act(33.53, Act::Defer, "profiling data");
    story.close(30.44, Act::Withdraw, "* phone");
    Decision &returned = story.act(28.29, Act::Revoke, "newsletter post");
    returned.actorRole = ActorRole::System;
    returned.actorId = "web_shop";
    returned.reason = "Letters came back";
    Decision &unheard = story.act(26.32, Act::Invalidate, "surveys phone");
    unheard.actorRole = ActorRole::Agent;
    unheard.actorId = "compliance-2";
    unheard.onBehalfReason = "The recording was not found";
    story.signal(20.16, "sale");
    story.close(18.57, Act::Object, "service_improvement data");
    story.close(15.25, Act::Withdraw, "offers email");
    story.grant(10.13, "offers email", "preference centre");
    story.close(9.47, Act::Withdraw, "partner_hotel_offers email");
    story.import(8.31, "partner_hotel_offers email", "web_shop"); // had not heard of it
    story.doubleOptIn(4.22, "surveys sms", false);
}

} // namespace assent::sample
