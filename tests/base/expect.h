#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QTest>

#include <string>

/// Fails the test with the error's text when a Result is one.
#define EXPECT_OK(result) \
    do { \
        const auto &expectResult = (result); \
        QVERIFY2(expectResult.ok(), expectResult.ok() ? "" : expectResult.error().toString().c_str()); \
    } while (false)

/// Fails the test unless a Result is an error of this code.
#define EXPECT_ERROR(result, expected) \
    do { \
        const auto &expectResult = (result); \
        QVERIFY2(!expectResult.ok(), "accepted what must be refused"); \
        QCOMPARE(QByteArray(assent::errorCodeName(expectResult.error().code).data()), \
            QByteArray(assent::errorCodeName(expected).data())); \
    } while (false)

namespace QTest {

template<>
inline char *toString(const std::string &text)
{
    return qstrdup(text.c_str());
}

} // namespace QTest
