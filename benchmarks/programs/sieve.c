/* sieve.py in C. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *sieve(long limit)
{
    unsigned char *flags = malloc(limit + 1);
    memset(flags, 1, limit + 1);
    flags[0] = flags[1] = 0;
    for (long number = 2; number * number <= limit; number++)
        if (flags[number])
            for (long multiple = number * number; multiple <= limit; multiple += number)
                flags[multiple] = 0;
    return flags;
}

int main(int argc, char **argv)
{
    long limit = argc > 1 ? atol(argv[1]) : 20000000, count = 0, last = 0;
    unsigned char *flags = sieve(limit);
    for (long number = 0; number <= limit; number++)
        if (flags[number])
            count++, last = number;
    printf("%ld primes, the last is %ld\n", count, last);
}
