// sort_ints.py in C++. Python's sort is stable; that cannot be seen with integers, so the faster std::sort is fair.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

static std::vector<int64_t> numbers(long count)
{
    std::vector<int64_t> found;
    int64_t state = 88172645463325252;
    for (long i = 0; i < count; i++) {
        state ^= (int64_t)((uint64_t)state << 13 & 0x7FFFFFFFFFFFFFFF);
        state ^= state >> 7;
        state ^= (int64_t)((uint64_t)state << 17 & 0x7FFFFFFFFFFFFFFF);
        found.push_back(state);
    }
    return found;
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 10000000;
    std::vector<int64_t> items = numbers(count);
    std::sort(items.begin(), items.end());
    printf("%ld %ld %ld\n", items[0], items[count / 2], items[count - 1]);
}
