#include "fakes/fakekeyring.h"
#include "vault/fixture.h"
#include "vault/recoverycode.h"
#include "vault/slots.h"

using namespace assent;
using namespace assent::test;
using recoverycode::Reading;

namespace {

SecretBytes secret(std::string_view text) { return SecretBytes(text); }

bool same(const SecretBytes &a, const SecretBytes &b) { return equalInConstantTime(a.view(), b.view()); }

std::string shown(const SecretBytes &code) { return std::string(asText(recoverycode::show(code).view())); }

Reading reading(std::string_view text)
{
    SecretBytes code;
    return recoverycode::read(secret(text), code);
}

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Place> place;
    FakeKeyring keyring;

    Slots withPassphrase() const
    {
        auto slots = Slots::create(place->folder);
        if (!slots || !slots->setPassphrase(slots->freshKey(), secret("correct horse"), kArgon2Floor))
            qFatal("no slots");
        return std::move(*slots);
    }

private Q_SLOTS:
    void init()
    {
        place = std::make_unique<Place>();
        keyring.clear();
        keyring.work();
    }

    void aCodeIsNineGroupsAndReadsBack()
    {
        for (int i = 0; i < 200; ++i) {
            const SecretBytes code = *recoverycode::make();
            const std::string text = shown(code);
            QCOMPARE(text.size(), std::size_t(44));
            QCOMPARE(std::count(text.begin(), text.end(), '-'), std::ptrdiff_t(8));
            QVERIFY(text.find_first_of("ILOU") == std::string::npos);
            SecretBytes back;
            QCOMPARE(static_cast<int>(recoverycode::read(secret(text), back)), static_cast<int>(Reading::Code));
            QVERIFY(same(back, code));
        }
    }

    void theFormStays()
    {
        // Codes on paper outlive versions.
        SecretBytes code(recoverycode::kSize);
        for (std::size_t i = 0; i < code.size(); ++i)
            code.data()[i] = static_cast<Byte>(i * 13 + 1);
        QCOMPARE(shown(code), std::string("0471-PA1N-897N-RTBP-GE89-VANQ-RK8X-XTZR-HFE7"));
    }

    void caseSpacesAndLikeLettersDoNotMatter()
    {
        SecretBytes zero(recoverycode::kSize);
        zero.data()[0] = 0x08; // 0, then 1 in the top of the second symbol
        std::string text = shown(zero);
        QVERIFY(text.starts_with("10"));
        text.replace(0, 2, "lo");
        std::erase(text, '-');
        for (char &symbol : text)
            symbol = symbol >= 'A' && symbol <= 'Z' ? static_cast<char>(symbol - 'A' + 'a') : symbol;
        text.insert(7, "  ");
        SecretBytes back;
        QCOMPARE(static_cast<int>(recoverycode::read(secret(text), back)), static_cast<int>(Reading::Code));
        QVERIFY(same(back, zero));
    }

    void oneWrongSymbolIsATypo()
    {
        const std::string text = shown(*recoverycode::make());
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '-')
                continue;
            std::string wrong = text;
            wrong[i] = wrong[i] == '7' ? '8' : '7';
            QCOMPARE(static_cast<int>(reading(wrong)), static_cast<int>(Reading::Typo));
            wrong[i] = 'U';
            QCOMPARE(static_cast<int>(reading(wrong)), static_cast<int>(Reading::Typo));
        }
    }

    void swappedLostAndDoubledSymbolsAreTypos()
    {
        const std::string text = shown(*recoverycode::make());
        for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            std::string wrong = text;
            std::swap(wrong[i], wrong[i + 1]);
            const bool differs = wrong[i] != text[i] && wrong[i] != '-' && text[i] != '-';
            if (differs)
                QCOMPARE(static_cast<int>(reading(wrong)), static_cast<int>(Reading::Typo));
        }
        QCOMPARE(static_cast<int>(reading(text.substr(1))), static_cast<int>(Reading::Typo));
        QCOMPARE(static_cast<int>(reading("7" + text)), static_cast<int>(Reading::Typo));
    }

    void aPassphraseIsNoCode()
    {
        for (const char *text : {"", "correct horse battery staple", "hunter2", "zażółć gęślą jaźń i jeszcze trochę więcej",
                 "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
            QCOMPARE(static_cast<int>(reading(text)), static_cast<int>(Reading::Other));
    }

    void theCodeOpens()
    {
        Slots slots = withPassphrase();
        const auto code = slots.setRecovery(slots.freshKey());
        EXPECT_OK(code);
        const auto loaded = Slots::load(place->folder);
        EXPECT_OK(loaded);
        QVERIFY(loaded->hasRecovery());
        const auto opened = loaded->unlockWithRecovery(*code);
        EXPECT_OK(opened);
        QVERIFY(same(*opened, slots.freshKey()));
        EXPECT_OK(loaded->unlockWithPassphrase(secret("correct horse")));
    }

    void aTypoIsToldApartFromAWrongCode()
    {
        Slots slots = withPassphrase();
        const auto code = slots.setRecovery(slots.freshKey());
        EXPECT_OK(code);
        std::string typo(asText(code->view()));
        typo[0] = typo[0] == '7' ? '8' : '7';
        const std::string wrong = shown(*recoverycode::make());
        EXPECT_ERROR(slots.unlockWithRecovery(secret(typo)), ErrorCode::Invalid);
        EXPECT_ERROR(slots.unlockWithSecret(secret(typo)), ErrorCode::Invalid);
        EXPECT_ERROR(slots.unlockWithRecovery(secret(wrong)), ErrorCode::Locked);
        EXPECT_ERROR(slots.unlockWithSecret(secret(wrong)), ErrorCode::Locked);
        EXPECT_ERROR(slots.unlockWithRecovery(secret("correct horse")), ErrorCode::Invalid);
    }

    void aSecretIsAPassphraseOrACode()
    {
        Slots slots = withPassphrase();
        const auto code = slots.setRecovery(slots.freshKey());
        EXPECT_OK(code);
        EXPECT_OK(slots.unlockWithSecret(secret("correct horse")));
        EXPECT_OK(slots.unlockWithSecret(*code));
        EXPECT_ERROR(slots.unlockWithSecret(secret("another horse")), ErrorCode::Locked);
    }

    void withoutSuchASlotACodeMayBeThePassphrase()
    {
        const std::string text = shown(*recoverycode::make());
        auto slots = Slots::create(place->folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setPassphrase(slots->freshKey(), secret(text), kArgon2Floor));
        EXPECT_OK(slots->unlockWithSecret(secret(text)));
        EXPECT_ERROR(slots->unlockWithRecovery(secret(text)), ErrorCode::NotFound);
    }

    void aNewCodeEndsTheOld()
    {
        Slots slots = withPassphrase();
        const auto old = slots.setRecovery(slots.freshKey());
        EXPECT_OK(old);
        EXPECT_OK(slots.setRecovery(slots.freshKey()));
        EXPECT_ERROR(slots.unlockWithRecovery(*old), ErrorCode::Locked);
    }

    void theCodeStandsInNoFile()
    {
        Slots slots = withPassphrase();
        const auto code = slots.setRecovery(slots.freshKey());
        EXPECT_OK(code);
        const std::string file = readFile(place->file("slots.json"));
        QVERIFY(file.find(std::string(asText(code->view())).substr(0, 9)) == std::string::npos);
    }

    void anySlotCanBeRemovedWhileAnotherOpens()
    {
        for (const SlotKind kind : kSlotKinds) {
            place = std::make_unique<Place>();
            Slots slots = withPassphrase();
            EXPECT_OK(slots.setKeychain(slots.freshKey(), keyring));
            EXPECT_OK(slots.setRecovery(slots.freshKey()));
            EXPECT_OK(slots.remove(kind, &keyring));
            QVERIFY(!Slots::load(place->folder)->has(kind));
            EXPECT_ERROR(slots.remove(kind, &keyring), ErrorCode::NotFound);
        }
    }

    void theRecoveryCodeAloneIsAWayIn()
    {
        Slots slots = withPassphrase();
        const auto code = slots.setRecovery(slots.freshKey());
        EXPECT_OK(slots.remove(SlotKind::Passphrase, nullptr));
        EXPECT_ERROR(slots.remove(SlotKind::Recovery, nullptr), ErrorCode::Conflict);
        EXPECT_OK(Slots::load(place->folder)->unlockWithSecret(*code));
        EXPECT_ERROR(slots.unlockWithSecret(secret("correct horse")), ErrorCode::Locked);
    }

    void anUnreadableKeychainIsNoWayIn()
    {
        Slots slots = withPassphrase();
        EXPECT_OK(slots.setKeychain(slots.freshKey(), keyring));
        EXPECT_ERROR(slots.remove(SlotKind::Passphrase, nullptr), ErrorCode::Conflict);
        for (const ErrorCode code : {ErrorCode::Locked, ErrorCode::Io, ErrorCode::NotFound}) {
            keyring.fail(code);
            EXPECT_ERROR(slots.remove(SlotKind::Passphrase, &keyring), ErrorCode::Conflict);
        }
        keyring.work();
        keyring.scramble();
        EXPECT_ERROR(slots.remove(SlotKind::Passphrase, &keyring), ErrorCode::Conflict);
        keyring.scramble();
        EXPECT_OK(slots.remove(SlotKind::Passphrase, &keyring));
        EXPECT_OK(Slots::load(place->folder)->unlockWithKeychain(keyring));
    }

    void aRemovedSlotIsGoneThoughTheKeychainFails()
    {
        Slots slots = withPassphrase();
        EXPECT_OK(slots.setKeychain(slots.freshKey(), keyring));
        keyring.fail(ErrorCode::Io);
        EXPECT_ERROR(slots.remove(SlotKind::Keychain, &keyring), ErrorCode::Io);
        QVERIFY(!Slots::load(place->folder)->hasKeychain());
    }

    void theFormatBeforeIsRead()
    {
        // As the version without recovery codes wrote it.
        fs::create_directories(place->folder);
        writeFile(place->file("slots.json"), R"json({
  "format": 1,
  "store": "2fe8bb48111e4c80c6c3dd32c8742d79",
  "revision": 2,
  "check": "S7kC86n_IorbVmEw-7TqrrBg4eShsKep0lRsbA",
  "slots": [
    {
      "kind": "passphrase",
      "version": 1,
      "wrapped": "aB9uQ4o16y5MkNptzuk-21oioGEQx7qg40n11KrxIeArbrRJrFc77snRcZHpjyrhIHeGo3_FTL27t0OxvQRn8Pr0UKxzNI_MXAOdaQ",
      "salt": "Vtcva88hXPQp6JQyZEf5ZA",
      "passes": 3,
      "memoryKiB": 65536,
      "lanes": 1
    },
    {
      "kind": "keychain",
      "version": 1,
      "wrapped": "D3E6y_cZwb-O04H9VkcA0jE0jrsaQaxeK_JJLjh12Y6M-d3SJmNAoQkUGyxawKr-_GF5rBJdRm5U_rX_G0nsehig2rwhirMguEwm8A",
      "entry": "store/2fe8bb48111e4c80c6c3dd32c8742d79/424537c254390c2d"
    }
  ],
  "sum": "1feb2e6481e435c91b66fcc9276e5305c4efcacd8e8fc548a1937b4bed06294a"
})json");
        const auto slots = Slots::load(place->folder);
        EXPECT_OK(slots);
        QVERIFY(slots->hasPassphrase() && slots->hasKeychain() && !slots->hasRecovery());
        EXPECT_OK(slots->unlockWithSecret(secret("correct horse")));
    }
};

ASSENT_TEST_CLASS(RecoveryTest);
#include "tst_recovery.moc"
