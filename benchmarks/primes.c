/* The loop of examples/primes.py in C. Prints what it found and the seconds it took. */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static bool is_prime(int64_t number)
{
    if (number < 2)
        return false;
    if (number % 2 == 0)
        return number == 2;
    for (int64_t divisor = 3; divisor * divisor <= number; divisor += 2)
        if (number % divisor == 0)
            return false;
    return true;
}

int main(int count, char **arguments)
{
    int64_t limit = count > 1 ? atoll(arguments[1]) : 1000000, found = 0;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int64_t number = 0; number < limit; number++)
        found += is_prime(number);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%lld primes below %lld\n", (long long)found, (long long)limit);
    printf("1 thread: %.6f s\n", end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9);
}
