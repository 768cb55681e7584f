// checksum.py in C++.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

static unsigned checksum(const std::vector<uint8_t> &data)
{
    uint64_t total = 0;
    for (size_t i = 0; i + 1 < data.size(); i += 2)
        total += data[i] << 8 | data[i + 1];
    if (data.size() % 2 == 1)
        total += data.back() << 8;
    while (total > 0xFFFF)
        total = (total & 0xFFFF) + (total >> 16);
    return ~total & 0xFFFF;
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 500000, mixed = 0;
    std::vector<std::vector<uint8_t>> packets;
    for (int k = 0; k < 16; k++) {
        packets.emplace_back(1460);
        for (int i = 0; i < 1460; i++)
            packets[k][i] = i * 7 + k;
    }
    for (long i = 0; i < count; i++)
        mixed ^= checksum(packets[i & 15]) + i;
    printf("%ld\n", mixed);
}
