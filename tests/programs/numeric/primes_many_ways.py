"""Prime numbers: sieves as arrays and as generators, Miller-Rabin, factors by Pollard, functions of number theory."""
from __future__ import annotations

import random
from collections import Counter
from functools import lru_cache, reduce
from itertools import compress, count, cycle, islice, takewhile
from math import gcd, isqrt, prod
from typing import Iterator


def eratosthenes(limit: int) -> list[int]:
    sieve = bytearray([1]) * (limit + 1)
    sieve[0:2] = b"\0\0"
    for n in range(2, isqrt(limit) + 1):
        if sieve[n]:
            sieve[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return list(compress(range(limit + 1), sieve))


def endless() -> Iterator[int]:
    composites: dict[int, int] = {}
    yield 2
    for n in count(3, 2):
        step = composites.pop(n, None)
        if step is None:
            composites[n * n] = 2 * n
            yield n
        else:
            following = n + step
            while following in composites:
                following += step
            composites[following] = step


def wheel() -> Iterator[int]:
    n = 1
    for step in cycle((4, 2, 4, 2, 4, 6, 2, 6)):
        yield n
        n += step + 2 if n == 1 else step


def is_prime(n: int, rounds: tuple[int, ...] = (2, 3, 5, 7, 11, 13, 17)) -> bool:
    if n < 2 or any(n % p == 0 and n != p for p in rounds):
        return False
    if n in rounds:
        return True
    d, s = n - 1, 0
    while not d & 1:
        d, s = d >> 1, s + 1
    for a in rounds:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = pow(x, 2, n)
            if x == n - 1:
                break
        else:
            return False
    return True


def pollard(n: int, rng: random.Random) -> int:
    if n % 2 == 0:
        return 2
    while True:
        c, x = rng.randrange(1, n), rng.randrange(n)
        y, d = x, 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = gcd(abs(x - y), n)
        if d != n:
            return d


def factors(n: int, rng: random.Random = random.Random(4)) -> Counter[int]:
    if n == 1:
        return Counter()
    if is_prime(n):
        return Counter([n])
    d = pollard(n, rng)
    return factors(d, rng) + factors(n // d, rng)


def totient(n: int) -> int:
    return reduce(lambda so_far, p: so_far // p * (p - 1), factors(n), n)


def divisors(n: int) -> list[int]:
    result = [1]
    for p, power in factors(n).items():
        result = [d * p ** k for d in result for k in range(power + 1)]
    return sorted(result)


@lru_cache(maxsize=None)
def mobius(n: int) -> int:
    powers = factors(n).values()
    return 0 if any(k > 1 for k in powers) else (-1) ** len(powers)


def extended(a: int, b: int) -> tuple[int, int, int]:
    if not b:
        return a, 1, 0
    g, x, y = extended(b, a % b)
    return g, y, x - a // b * y


def chinese(rests: dict[int, int]) -> int:
    whole = prod(rests)
    return sum(rest * (whole // m) * pow(whole // m, -1, m) for m, rest in rests.items()) % whole


small = eratosthenes(200)
print(len(small), small[-5:], small == list(takewhile(lambda p: p < 200, endless())), [n for n in range(200) if is_prime(n)] == small)
print(list(islice(wheel(), 10)), [n for n in (561, 1105, 3215031751, 2147483647, 999999937) if is_prime(n)])
for n in (360, 1001, 1000001, 600851475, 2 ** 31 - 1, 8051):
    found = factors(n)
    print(n, dict(sorted(found.items())), totient(n), len(divisors(n)), prod(p ** k for p, k in found.items()) == n)
print(divisors(60), [mobius(n) for n in range(1, 13)], extended(240, 46), chinese({3: 2, 5: 3, 7: 2}))
print(sum(totient(k) for k in range(1, 51)), pow(3, -1, 11), mobius.cache_info().misses)
try:
    pow(6, -1, 9)
except ValueError as e:
    print(e)
