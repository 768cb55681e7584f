// string_building.py in C++.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

static std::string by_join(long count)
{
    std::vector<std::string> parts;
    for (long i = 0; i < count; i++)
        parts.push_back(std::to_string(i));
    std::string joined;
    for (long i = 0; i < count; i++) {
        if (i > 0)
            joined += ',';
        joined += parts[i];
    }
    return joined;
}

static std::string by_appending(long count)
{
    std::string text;
    for (long i = 0; i < count; i++) {
        text += "ab";
        if (i % 100 == 99)
            text = text.substr(text.size() < 100 ? 0 : text.size() - 100);
    }
    return text;
}

static long by_formatting(long count)
{
    long length = 0;
    for (long i = 0; i < count; i++) {
        std::string line = "item " + std::to_string(i) + ": " + std::to_string(i * 3) + " of " + std::to_string(count) + "\n";
        length += line.size();
    }
    return length;
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 2000000;
    printf("%zu %zu %ld\n", by_join(count).size(), by_appending(count).size(), by_formatting(count));
}
