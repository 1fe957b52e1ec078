#include "base/registry.h"

#include <QCoreApplication>
#include <QTest>

#include <limits>

namespace {

/// Takes --deep and --rounds N out of the arguments, which Qt Test would refuse;
/// base/depth.h tells tests of them.
std::vector<char *> withoutDepth(int argc, char **argv)
{
    std::vector<char *> rest;
    for (int i = 0; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "--deep")
            qputenv("ASSENT_DEEP", "1");
        else if (argument == "--rounds" && i + 1 < argc)
            qputenv("ASSENT_ROUNDS", argv[++i]);
        else
            rest.push_back(argv[i]);
    }
    // Qt Test would end a test that takes minutes.
    if (rest.size() < static_cast<std::size_t>(argc))
        qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(std::numeric_limits<int>::max()));
    return rest;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::vector<char *> arguments = withoutDepth(argc, argv);
    const QByteArray only = qgetenv("ASSENT_TEST_CLASS"); // of several in a program
    int run = 0;
    int failures = 0;
    for (const auto &make : assent::test::registry()) {
        const auto test = make();
        if (!only.isEmpty() && only != test->metaObject()->className())
            continue;
        ++run;
        failures += QTest::qExec(test.get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return failures == 0 && run > 0 ? 0 : 1;
}
