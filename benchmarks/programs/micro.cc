// micro.py in C++.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

struct Counter {
    long value = 0;
    virtual ~Counter() = default;
    virtual void add(long amount) { value += amount; }
};

struct Twice : Counter {
    void add(long amount) override { value += 2 * amount; }
};

static long checked(long number)
{
    if (number % 2 == 0)
        throw std::invalid_argument("even");
    return number;
}

static long exception(long count)
{
    long caught = 0;
    for (long i = 0; i < count; i++)
        try {
            caught += checked(2 * i);
        } catch (const std::invalid_argument &) {
            caught++;
        }
    return caught;
}

struct NumbersBelow {  // a generator's body, which keeps its state between calls through a pointer, as a coroutine does
    long next_number = 0, count;
    explicit NumbersBelow(long count) : count(count) {}
    virtual ~NumbersBelow() = default;
    virtual bool next(long &number)
    {
        if (next_number == count)
            return false;
        number = next_number++;
        return true;
    }
};

static long generator_step(long count)
{
    std::unique_ptr<NumbersBelow> numbers = std::make_unique<NumbersBelow>(count);
    long total = 0;
    for (long number; numbers->next(number);)
        total += number & 7;
    return total;
}

static long method_call(long count)
{
    std::vector<std::unique_ptr<Counter>> counters;
    counters.push_back(std::make_unique<Counter>());
    counters.push_back(std::make_unique<Twice>());
    for (long i = 0; i < count; i++)
        counters[i & 1]->add(i);
    return counters[0]->value + counters[1]->value;
}

static long dict_get(long count)
{
    std::unordered_map<std::string, long> numbers;
    std::vector<std::string> keys;
    for (int i = 0; i < 1000; i++) {
        keys.push_back("key" + std::to_string(i));
        numbers[keys.back()] = i;
    }
    long total = 0;
    for (long i = 0; i < count; i++) {
        auto found = numbers.find(keys[i % 1000]);
        total += found == numbers.end() ? 0 : found->second;
    }
    return total;
}

static long list_append(long count)
{
    long total = 0;
    for (long round = 0; round < count / 1000; round++) {
        std::vector<long> items;
        for (long i = 0; i < 1000; i++)
            items.push_back(i);
        total += items.size();
    }
    return total;
}

static long f_string(long count)
{
    long total = 0;
    for (long i = 0; i < count; i++)
        total += (std::to_string(i) + " of " + std::to_string(count)).size();
    return total;
}

int main(int argc, char **argv)
{
    const char *name = argv[1];
    long count = argc > 2 ? atol(argv[2]) : 1000000;
    long (*function)(long) = !strcmp(name, "exception") ? exception : !strcmp(name, "generator_step") ? generator_step : !strcmp(name, "method_call") ? method_call : !strcmp(name, "dict_get") ? dict_get
        : !strcmp(name, "list_append") ? list_append : f_string;
    printf("%ld\n", function(count));
}
