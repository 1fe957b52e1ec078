#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

/// Several test classes share one program: linking costs more than running.
namespace assent::test {

using Maker = std::function<std::unique_ptr<QObject>()>;

inline std::vector<Maker> &registry()
{
    static std::vector<Maker> makers;
    return makers;
}

template<typename TestClass>
struct Register
{
    Register()
    {
        registry().push_back([] { return std::make_unique<TestClass>(); });
    }
};

} // namespace assent::test

#define ASSENT_TEST_CLASS(name) static const assent::test::Register<name> assentRegister##name
