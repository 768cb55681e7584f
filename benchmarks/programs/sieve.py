"""Primes by the sieve of Eratosthenes.    sieve.py [LIMIT]"""

from __future__ import annotations

import sys


def sieve(limit: int) -> bytearray:
    """A byte for each number up to `limit`: 1 for primes."""
    flags = bytearray(b"\x01") * (limit + 1)
    flags[0] = flags[1] = 0
    number = 2
    while number * number <= limit:
        if flags[number]:
            for multiple in range(number * number, limit + 1, number):
                flags[multiple] = 0
        number += 1
    return flags


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    flags = sieve(limit)
    count = 0
    last = 0
    for number in range(limit + 1):
        if flags[number]:
            count += 1
            last = number
    print(f"{count} primes, the last is {last}")


if __name__ == "__main__":
    main()
