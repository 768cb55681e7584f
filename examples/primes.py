"""Counts primes by trial division, first with one thread, then with several.

    primes.py [LIMIT [THREADS]]      (default 1000000 and 2)
"""

from __future__ import annotations

import sys
import threading
import time

CHUNK = 10_000


def is_prime(number: int) -> bool:
    if number < 2:
        return False
    if number % 2 == 0:
        return number == 2
    divisor = 3
    while divisor * divisor <= number:
        if number % divisor == 0:
            return False
        divisor += 2
    return True


def count_primes(start: int, end: int) -> int:
    """How many primes there are from start up to, not including, end."""
    count = 0
    for number in range(start, end):
        if is_prime(number):
            count += 1
    return count


class Work:
    """Chunks of numbers that threads take one after the other, and the sum of what they found."""

    def __init__(self, limit: int) -> None:
        self._lock = threading.Lock()
        self._next = 0
        self._limit = limit
        self.found = 0

    def _take(self) -> int:
        """The start of a chunk that is now the caller's."""
        with self._lock:
            start = self._next
            self._next += CHUNK
            return start

    def work(self) -> None:
        """Take chunks until none is left."""
        start = self._take()
        while start < self._limit:
            found = count_primes(start, min(start + CHUNK, self._limit))
            with self._lock:
                self.found += found
            start = self._take()


def measure(limit: int, count: int) -> tuple[int, float]:
    """The number of primes below `limit`, and the seconds that `count` threads took to find it."""
    start = time.perf_counter()
    work = Work(limit)
    threads = [threading.Thread(target=work.work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return work.found, time.perf_counter() - start


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    found, alone = measure(limit, 1)
    print(f"{found} primes below {limit}")
    print(f"1 thread: {alone:.3f} s")
    again, together = measure(limit, count)
    assert again == found
    print(f"{count} threads: {together:.3f} s, {alone / together:.2f} times as fast")


if __name__ == "__main__":
    main()
