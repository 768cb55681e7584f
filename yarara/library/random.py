"""`random`: the Mersenne Twister, with the numbers CPython gives for the same seed.

M. Matsumoto, T. Nishimura: "Mersenne Twister: A 623-dimensionally equidistributed uniform pseudo-random number generator" (1998).
"""

from __future__ import annotations

from bisect import bisect
from math import acos, cos, exp, log, sin, sqrt
from typing import Final, Sequence, TypeVar

from yarara.kernel import entropy
from yarara.library._sha512 import sha512
from yarara.machine import Array

T = TypeVar("T")

_N: Final = 624
_M: Final = 397
_MATRIX_A: Final = 0x9908B0DF
_UPPER: Final = 0x8000_0000
_LOWER: Final = 0x7FFF_FFFF
_WORD: Final = 0xFFFF_FFFF

_VERSION: Final = 3

_PI: Final = 3.141592653589793
_TAU: Final = 6.283185307179586
_NORMAL: Final = 1.7155277699214135  # 4 * exp(-0.5) / sqrt(2)
_LOG_4: Final = 1.3862943611198906
_GAMMA: Final = 2.504077396776274  # 1 + log(4.5)
_E: Final = 2.718281828459045


_Seed = int | float | str | bytes | bytearray


def _words(value: int) -> list[int]:
    """The bits of a number, 32 at a time, the lowest first."""
    high = value >> 32 & _WORD
    return [value & _WORD] if high == 0 else [value & _WORD, high]


def _words_of_bytes(data: bytes) -> list[int]:
    """Version 2 of `seed`: the bytes and their SHA-512 as one large number."""
    row = (data + sha512(data)).lstrip(b"\0")
    row = bytes(-len(row) % 4) + row
    return [int.from_bytes(row[i:i + 4], "big") for i in range(len(row) - 4, -1, -4)]


class Random:
    """A generator of its own. Not to be shared by threads without a lock."""

    def __init__(self, x: _Seed | None = None) -> None:
        self._state: Array[int] = Array(_N)
        self._index = _N
        self._gauss_next: float | None = None  # `gauss` makes two at a time
        self.seed(x)

    def seed(self, a: _Seed | None = None) -> None:
        """Start the sequence of a number (the sign of an integer does not matter) or a text, or one nobody can foresee."""
        self._gauss_next = None
        if a is None:
            self._initialize_by_array([entropy.random_word() & _WORD, entropy.random_word() & _WORD])
        elif isinstance(a, int):
            self._initialize_by_array(_words(abs(a)))
        elif isinstance(a, float):
            self._initialize_by_array(_words(hash(a)))
        elif isinstance(a, str):
            self._initialize_by_array(_words_of_bytes(a.encode()))
        elif isinstance(a, bytes):
            self._initialize_by_array(_words_of_bytes(a))
        else:
            self._initialize_by_array(_words_of_bytes(bytes(a)))

    def getstate(self) -> tuple[int, tuple[int, ...], float | None]:
        """What `setstate` takes to give the same numbers again, as in CPython."""
        words = [self._state[i] for i in range(_N)]
        words.append(self._index)
        return _VERSION, tuple(words), self._gauss_next

    def setstate(self, state: tuple[int, tuple[int, ...], float | None]) -> None:
        """Go back to where `getstate` was. Raises ValueError for what it cannot have given."""
        version, words, gauss_next = state
        if version != _VERSION:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version {_VERSION}")
        if len(words) != _N + 1 or not 0 <= words[_N] <= _N:
            raise ValueError("state vector is the wrong size" if len(words) != _N + 1 else "invalid state")
        for i in range(_N):
            self._state[i] = words[i] & _WORD
        self._index = words[_N]
        self._gauss_next = gauss_next

    def _initialize(self, s: int) -> None:
        """`init_genrand` of the reference implementation."""
        self._state[0] = s
        for i in range(1, _N):
            previous = self._state[i - 1]
            self._state[i] = (1812433253 * (previous ^ previous >> 30) + i) & _WORD

    def _initialize_by_array(self, key: list[int]) -> None:
        """`init_by_array` of the reference implementation, with a key of words of 32 bits."""
        self._initialize(19650218)
        mt = self._state
        i = 1
        j = 0
        for _ in range(max(_N, len(key))):
            mt[i] = ((mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30) * 1664525) + key[j] + j) & _WORD
            i = self._next_position(i)
            j = (j + 1) % len(key)
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

    def choices(
        self, population: Sequence[T], weights: Sequence[float] | None = None, *, cum_weights: Sequence[float] | None = None, k: int = 1
    ) -> list[T]:
        """`k` items, each from the whole sequence; with weights, some more often than others."""
        n = len(population)
        if weights is None and cum_weights is None:
            if n == 0:
                raise IndexError("Cannot choose from an empty sequence")
            return [population[int(self.random() * float(n))] for _ in range(k)]
        if weights is not None and cum_weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        sums: list[float] = []
        if cum_weights is not None:
            for weight in cum_weights:
                sums.append(float(weight))
        elif weights is not None:
            for weight in weights:
                sums.append(float(weight) + sums[-1] if sums else float(weight))
        if len(sums) != n:
            raise ValueError("The number of weights does not match the population")
        if sums[-1] <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        return [population[_place(sums, self.random() * sums[-1])] for _ in range(k)]

    def shuffle(self, x: list[T]) -> None:
        """Reorder in place."""
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            item = x[i]
            x[i] = x[j]
            x[j] = item

    def sample(self, population: Sequence[T], k: int, *, counts: Sequence[int] | None = None) -> list[T]:
        """`k` items of different positions; with counts, as if each item were there so often."""
        if counts is not None:
            return self._sample_of_many(population, k, counts)
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

    def _sample_of_many(self, population: Sequence[T], k: int, counts: Sequence[int]) -> list[T]:
        sums: list[int] = []
        total = 0
        for count in counts:
            total += count
            sums.append(total)
        if len(sums) != len(population):
            raise ValueError("The number of counts does not match the population")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[bisect(sums, place)] for place in self.sample(range(total), k)]

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

    # -- distributions -------------------------------------------------------------------------------------------------

    def randbytes(self, n: int) -> bytes:
        """`n` random bytes."""
        found = bytearray()
        while n >= 4:
            found += self._word().to_bytes(4, "little")
            n -= 4
        if n > 0:
            found += (self._word() >> 32 - 8 * n).to_bytes(n, "little")
        return bytes(found)

    def triangular(self, low: float = 0.0, high: float = 1.0, mode: float | None = None) -> float:
        """From `low` to `high`, most often near `mode`, which is in the middle by default."""
        u = self.random()
        if mode is not None and high == low:
            return low
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * sqrt(u * c)

    def normalvariate(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        """Kinderman and Monahan's way, with the ratio of two uniform deviates."""
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = _NORMAL * (u1 - 0.5) / u2
            if z * z / 4.0 <= -log(u2):
                return mu + z * sigma

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        """The normal distribution by pairs: the second of each is kept for the next call."""
        kept = self._gauss_next
        if kept is not None:
            self._gauss_next = None
            return mu + kept * sigma
        angle = self.random() * _TAU
        radius = sqrt(-2.0 * log(1.0 - self.random()))
        self._gauss_next = sin(angle) * radius
        return mu + cos(angle) * radius * sigma

    def lognormvariate(self, mu: float, sigma: float) -> float:
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd: float) -> float:
        """`lambd` is one divided by the mean."""
        return -log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu: float, kappa: float) -> float:
        """An angle around `mu`, closer for a larger `kappa` (N. I. Fisher, "Statistical Analysis of Circular Data", 1993)."""
        if kappa <= 1e-6:
            return _TAU * self.random()
        s = 0.5 / kappa
        r = s + sqrt(1.0 + s * s)
        while True:
            z = cos(_PI * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        return (mu + acos(f)) % _TAU if self.random() > 0.5 else (mu - acos(f)) % _TAU

    def gammavariate(self, alpha: float, beta: float) -> float:
        """Mean `alpha * beta`. Raises ValueError unless both are above zero."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha > 1.0:
            return self._large_gamma(alpha) * beta
        if alpha == 1.0:
            return -log(1.0 - self.random()) * beta
        while True:
            b = (_E + alpha) / _E
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
            u = self.random()
            if p > 1.0 and u <= x ** (alpha - 1.0) or p <= 1.0 and u <= exp(-x):
                return x * beta

    def _large_gamma(self, alpha: float) -> float:
        """R. C. H. Cheng, "The generation of Gamma variables with non-integral shape parameters" (1977)."""
        root = sqrt(2.0 * alpha - 1.0)
        b = alpha - _LOG_4
        c = alpha + root
        while True:
            u1 = self.random()
            if not 1e-7 < u1 < 0.9999999:
                continue
            u2 = 1.0 - self.random()
            v = log(u1 / (1.0 - u1)) / root
            x = alpha * exp(v)
            z = u1 * u1 * u2
            r = b + c * v - x
            if r + _GAMMA - 4.5 * z >= 0.0 or r >= log(z):
                return x

    def betavariate(self, alpha: float, beta: float) -> float:
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha: float) -> float:
        found: float = (1.0 - self.random()) ** (-1.0 / alpha)
        return found

    def weibullvariate(self, alpha: float, beta: float) -> float:
        power: float = (-log(1.0 - self.random())) ** (1.0 / beta)
        return alpha * power


def _place(sums: list[float], wanted: float) -> int:
    """The first whose sum is greater, or the last."""
    low = 0
    high = len(sums) - 1
    while low < high:
        middle = (low + high) // 2
        if wanted < sums[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def _pool_limit(k: int) -> int:
    """Up to which population a copy is smaller than a set of the chosen: 21 + 4 ** ceil(log4(3k)) for k > 5, as in CPython."""
    if k <= 5:
        return 21
    power = 1
    while power < 3 * k:
        power *= 4
    return 21 + power


_shared: Random = Random()


def seed(a: _Seed | None = None) -> None:
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


def choices(
    population: Sequence[T], weights: Sequence[float] | None = None, *, cum_weights: Sequence[float] | None = None, k: int = 1
) -> list[T]:
    return _shared.choices(population, weights, cum_weights=cum_weights, k=k)


def shuffle(x: list[T]) -> None:
    _shared.shuffle(x)


def sample(population: Sequence[T], k: int, *, counts: Sequence[int] | None = None) -> list[T]:
    return _shared.sample(population, k, counts=counts)


def getstate() -> tuple[int, tuple[int, ...], float | None]:
    return _shared.getstate()


def setstate(state: tuple[int, tuple[int, ...], float | None]) -> None:
    _shared.setstate(state)


def vonmisesvariate(mu: float, kappa: float) -> float:
    return _shared.vonmisesvariate(mu, kappa)


def triangular(low: float = 0.0, high: float = 1.0, mode: float | None = None) -> float:
    return _shared.triangular(low, high, mode)


def normalvariate(mu: float = 0.0, sigma: float = 1.0) -> float:
    return _shared.normalvariate(mu, sigma)


def gauss(mu: float = 0.0, sigma: float = 1.0) -> float:
    return _shared.gauss(mu, sigma)


def lognormvariate(mu: float, sigma: float) -> float:
    return _shared.lognormvariate(mu, sigma)


def expovariate(lambd: float) -> float:
    return _shared.expovariate(lambd)


def gammavariate(alpha: float, beta: float) -> float:
    return _shared.gammavariate(alpha, beta)


def betavariate(alpha: float, beta: float) -> float:
    return _shared.betavariate(alpha, beta)


def paretovariate(alpha: float) -> float:
    return _shared.paretovariate(alpha)


def weibullvariate(alpha: float, beta: float) -> float:
    return _shared.weibullvariate(alpha, beta)


def randbytes(n: int) -> bytes:
    return _shared.randbytes(n)
