// word_count.py in C++.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <vector>

static const char *const SYLLABLES[] = {"ka", "lo", "mi", "ten", "ra", "sol", "vi", "per", "un", "do", "est", "qua", "or", "ni", "be", "ful"};

static std::vector<std::string> vocabulary(int size)
{
    std::vector<std::string> words;
    for (int number = 0; number < size; number++) {
        std::string word;
        for (int rest = number + 16; rest > 0; rest /= 16)
            word += SYLLABLES[rest % 16];
        words.push_back(word);
    }
    return words;
}

static std::string text(size_t length)
{
    std::vector<std::string> words = vocabulary(20000);
    std::string made;
    int64_t state = 12345;
    while (made.size() < length) {
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
        int64_t size = 1 + (state >> 16) % 20000;
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
        made += words[(state >> 8) % size];
        made += ' ';
    }
    return made;
}

static std::vector<std::string> split(const std::string &text)
{
    std::vector<std::string> words;
    size_t at = 0;
    for (;;) {
        size_t start = text.find_first_not_of(" \t\n\r\f\v", at);
        if (start == std::string::npos)
            return words;
        at = text.find_first_of(" \t\n\r\f\v", start);
        if (at == std::string::npos)
            at = text.size();
        words.emplace_back(text, start, at - start);
    }
}

int main(int argc, char **argv)
{
    size_t megabytes = argc > 1 ? atol(argv[1]) : 50;
    std::unordered_map<std::string, long> counts;
    for (const std::string &word : split(text(megabytes << 20)))
        counts[word]++;
    long most = 0, total = 0;
    for (const auto &entry : counts) {
        most = std::max(most, entry.second);
        total += entry.second;
    }
    printf("%ld words, %zu different, the most frequent %ld times\n", total, counts.size(), most);
}
