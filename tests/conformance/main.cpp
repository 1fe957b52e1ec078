#include "conformance/cases.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace assent;

namespace {

constexpr int kAccepted = 0;
constexpr int kRefused = 1;
constexpr int kWrongCall = 2;

int wrongCall(const std::string &why)
{
    std::cerr << why << "\nusage: assent-vectors KIND [PARAMETER ...] [FILE]\nkinds:";
    for (std::string_view kind : conformance::kinds())
        std::cerr << ' ' << kind;
    std::cerr << '\n';
    return kWrongCall;
}

std::string readAll(std::istream &stream)
{
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || !conformance::isKind(words.front()))
        return wrongCall(words.empty() ? "no kind" : "no such kind");
    const std::size_t wanted = conformance::parametersOf(words.front()).size();
    if (words.size() < 1 + wanted || words.size() > 2 + wanted)
        return wrongCall("a wrong number of parameters");

    std::string input;
    if (words.size() == 2 + wanted) {
        std::ifstream file(words.back(), std::ios::binary);
        if (!file)
            return wrongCall("the file cannot be read");
        input = readAll(file);
        if (file.bad())
            return wrongCall("the file cannot be read");
    } else {
        input = readAll(std::cin);
    }

    const auto output = conformance::run(words.front(), std::span(words).subspan(1, wanted), std::move(input));
    if (!output) {
        std::cerr << output.error().toString() << '\n';
        return kRefused;
    }
    std::cout << *output << std::flush;
    return std::cout ? kAccepted : kWrongCall;
}
