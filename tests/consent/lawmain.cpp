#include "base/registry.h"

#include <QCoreApplication>
#include <QTest>

#include <cstring>

/// Takes --cases N besides what Qt Test understands.
int main(int argc, char **argv)
{
    std::vector<char *> rest;
    for (int i = 0; i < argc; ++i) {
        if (std::strcmp(argv[i], "--cases") == 0 && i + 1 < argc)
            qputenv("ASSENT_CASES", argv[++i]);
        else
            rest.push_back(argv[i]);
    }
    int count = static_cast<int>(rest.size());
    const QCoreApplication application(count, rest.data());
    int failures = 0;
    for (const auto &make : assent::test::registry())
        failures += QTest::qExec(make().get(), count, rest.data());
    return failures == 0 ? 0 : 1;
}
