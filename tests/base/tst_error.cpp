#include "base/expect.h"
#include "base/registry.h"

using namespace assent;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{ErrorCode::Invalid, "an odd number"};
    return number / 2;
}

Result<int> quarter(int number)
{
    ASSENT_TRY(const int first, half(number));
    ASSENT_TRY(const int second, half(first));
    return second;
}

Result<void> checkQuarter(int number)
{
    ASSENT_CHECK([&]() -> Result<void> {
        ASSENT_TRY([[maybe_unused]] const int value, quarter(number));
        return {};
    }());
    return {};
}

} // namespace

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textNamesFileLineColumnFieldAndDetail()
    {
        const Error error{ErrorCode::Invalid, "is missing", {"people.csv", 3, 7, "email"}};
        QCOMPARE(error.toString(), std::string("people.csv:3:7: email: is missing"));
    }

    void textLeavesOutWhatDoesNotApply()
    {
        QCOMPARE((Error{ErrorCode::Io, "no space"}.toString()), std::string("no space"));
        QCOMPARE((Error{ErrorCode::Invalid, "is missing", {{}, 3, 0, {}}}.toString()), std::string("line 3: is missing"));
        QCOMPARE((Error{ErrorCode::Invalid, "is missing", {{}, 0, 0, "a.b"}}.toString()), std::string("a.b: is missing"));
    }

    void everyCodeHasItsOwnName()
    {
        std::vector<std::string_view> names;
        for (int code = 0; code <= static_cast<int>(ErrorCode::Newer); ++code)
            names.push_back(errorCodeName(static_cast<ErrorCode>(code)));
        std::sort(names.begin(), names.end());
        QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
    }

    void tryYieldsTheValue()
    {
        EXPECT_OK(quarter(12));
        QCOMPARE(*quarter(12), 3);
    }

    void tryHandsTheFirstErrorUp()
    {
        EXPECT_ERROR(quarter(6), ErrorCode::Invalid);
        EXPECT_ERROR(checkQuarter(6), ErrorCode::Invalid);
        EXPECT_OK(checkQuarter(8));
    }
};

ASSENT_TEST_CLASS(ErrorTest);
#include "tst_error.moc"
