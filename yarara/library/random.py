"""`random`: the Mersenne Twister, with the numbers CPython gives for the same integer seed.

M. Matsumoto, T. Nishimura: "Mersenne Twister: A 623-dimensionally equidistributed uniform pseudo-random number generator" (1998).
"""

from __future__ import annotations

from typing import Final, Sequence, TypeVar

from yarara import machine
from yarara.machine import Array

T = TypeVar("T")

_N: Final = 624
_M: Final = 397
_MATRIX_A: Final = 0x9908B0DF
_UPPER: Final = 0x8000_0000
_LOWER: Final = 0x7FFF_FFFF
_WORD: Final = 0xFFFF_FFFF


class Random:
    """A generator of its own. Not to be shared by threads without a lock."""

    def __init__(self, x: int | None = None) -> None:
        self._state: Array[int] = Array(_N)
        self._index = _N
        self.seed(x)

    def seed(self, a: int | None = None) -> None:
        """Start the sequence of an integer (its sign does not matter), or one nobody can foresee."""
        if a is None:
            self._initialize_by_array(machine.random_word() & _WORD, machine.random_word() & _WORD, 2)
            return
        value = abs(a)
        high = value >> 32
        self._initialize_by_array(value & _WORD, high, 1 if high == 0 else 2)

    def _initialize(self, s: int) -> None:
        """`init_genrand` of the reference implementation."""
        self._state[0] = s
        for i in range(1, _N):
            previous = self._state[i - 1]
            self._state[i] = (1812433253 * (previous ^ previous >> 30) + i) & _WORD

    def _initialize_by_array(self, low: int, high: int, length: int) -> None:
        """`init_by_array` of the reference implementation, with a key of one or two words."""
        self._initialize(19650218)
        mt = self._state
        i = 1
        j = 0
        for _ in range(_N):
            key = low if j == 0 else high
            mt[i] = ((mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30) * 1664525) + key + j) & _WORD
            i = self._next_position(i)
            j = (j + 1) % length
        for _ in range(_N - 1):
            mt[i] = ((mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30) * 1566083941) - i) & _WORD
            i = self._next_position(i)
        mt[0] = _UPPER
        self._index = _N

    def _next_position(self, i: int) -> int:
        if i + 1 < _N:
            return i + 1
        self._state[0] = self._state[_N - 1]
        return 1

    def _generate(self) -> None:
        """The next `_N` words."""
        mt = self._state
        for k in range(_N):
            y = mt[k] & _UPPER | mt[(k + 1) % _N] & _LOWER
            mt[k] = mt[(k + _M) % _N] ^ y >> 1 ^ (_MATRIX_A if y & 1 else 0)
        self._index = 0

    def _word(self) -> int:
        """The next 32 bits."""
        if self._index == _N:
            self._generate()
        y = self._state[self._index]
        self._index += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9D2C5680
        y ^= y << 15 & 0xEFC60000
        return y ^ y >> 18

    def random(self) -> float:
        """A float from 0 up to, not including, 1, with 53 random bits."""
        a = self._word() >> 5
        b = self._word() >> 6
        return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0)

    def getrandbits(self, k: int) -> int:
        """An integer of `k` random bits; at most 63."""
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        if k > 63:
            raise OverflowError("integer overflow: an int has 64 bits here")
        if k == 0:
            return 0
        low = self._word()
        if k <= 32:
            return low >> 32 - k
        return (self._word() >> 64 - k) << 32 | low

    def _below(self, n: int) -> int:
        """An integer from 0 up to, not including, n."""
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        """An item of `range(start, stop, step)`."""
        if stop is None:
            if start <= 0:
                raise ValueError("empty range for randrange()")
            return self._below(start)
        if step == 0:
            raise ValueError("zero step for randrange()")
        width = stop - start
        count = (width + step - 1) // step if step > 0 else (width + step + 1) // step
        if count <= 0:
            if step == 1:
                raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
            raise ValueError("empty range for randrange()")
        return start + step * self._below(count)

    def randint(self, a: int, b: int) -> int:
        """An integer from a to b, both included."""
        return self.randrange(a, b + 1)

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * self.random()

    def choice(self, seq: Sequence[T]) -> T:
        if len(seq) == 0:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def choices(self, population: Sequence[T], k: int = 1) -> list[T]:
        """`k` items, each from the whole sequence."""
        n = float(len(population))
        if len(population) == 0:
            raise IndexError("Cannot choose from an empty sequence")
        return [population[int(self.random() * n)] for _ in range(k)]

    def shuffle(self, x: list[T]) -> None:
        """Reorder in place."""
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            item = x[i]
            x[i] = x[j]
            x[j] = item

    def sample(self, population: Sequence[T], k: int) -> list[T]:
        """`k` items of different positions."""
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        if n <= _pool_limit(k):
            return self._sample_from_pool(population, k)
        result: list[T] = []
        selected: set[int] = set()
        for _ in range(k):
            j = self._below(n)
            while j in selected:
                j = self._below(n)
            selected.add(j)
            result.append(population[j])
        return result

    def _sample_from_pool(self, population: Sequence[T], k: int) -> list[T]:
        """For a large part of the population: the chosen leave a pool."""
        n = len(population)
        pool = [population[i] for i in range(n)]
        result: list[T] = []
        for i in range(k):
            j = self._below(n - i)
            result.append(pool[j])
            pool[j] = pool[n - i - 1]
        return result


def _pool_limit(k: int) -> int:
    """Up to which population a copy is smaller than a set of the chosen: 21 + 4 ** ceil(log4(3k)) for k > 5, as in CPython."""
    if k <= 5:
        return 21
    power = 1
    while power < 3 * k:
        power *= 4
    return 21 + power


_shared: Random = Random()


def seed(a: int | None = None) -> None:
    _shared.seed(a)


def random() -> float:
    return _shared.random()


def getrandbits(k: int) -> int:
    return _shared.getrandbits(k)


def randrange(start: int, stop: int | None = None, step: int = 1) -> int:
    return _shared.randrange(start, stop, step)


def randint(a: int, b: int) -> int:
    return _shared.randint(a, b)


def uniform(a: float, b: float) -> float:
    return _shared.uniform(a, b)


def choice(seq: Sequence[T]) -> T:
    return _shared.choice(seq)


def choices(population: Sequence[T], k: int = 1) -> list[T]:
    return _shared.choices(population, k)


def shuffle(x: list[T]) -> None:
    _shared.shuffle(x)


def sample(population: Sequence[T], k: int) -> list[T]:
    return _shared.sample(population, k)
