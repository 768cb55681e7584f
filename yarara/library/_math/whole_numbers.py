"""Functions of ints: factorials, divisors, roots, combinations. All exact, or an OverflowError."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.errors import raise_overflow, raise_value

_LARGEST_FACTORIAL: Final = 20
_LARGEST_ROOT: Final = 3037000499  # its square is the last that fits in a word


def factorial(n: int) -> int:
    """Raises ValueError for a negative number, OverflowError above 20."""
    if n < 0:
        raise_value("factorial() not defined for negative values")
    if n > _LARGEST_FACTORIAL:
        raise_overflow()
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def gcd(a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
    return _gcd(_gcd(a, b), _gcd(c, d))


def _gcd(a: int, b: int) -> int:
    while b != 0:
        a, b = b, a % b
    return abs(a)


def lcm(a: int = 1, b: int = 1, c: int = 1, d: int = 1) -> int:
    return _lcm(_lcm(a, b), _lcm(c, d))


def _lcm(a: int, b: int) -> int:
    return 0 if a == 0 or b == 0 else abs(a // _gcd(a, b) * b)


def isqrt(n: int) -> int:
    """The largest integer whose square is not greater. Raises ValueError for a negative number."""
    if n < 0:
        raise_value("isqrt() argument must be nonnegative")
    root = machine.truncate(machine.square_root(float(n)))
    while root > _LARGEST_ROOT or root * root > n:
        root -= 1
    while root < _LARGEST_ROOT and (root + 1) * (root + 1) <= n:
        root += 1
    return root


def comb(n: int, k: int) -> int:
    """Ways to choose k of n things. Raises ValueError for a negative number, OverflowError."""
    if n < 0:
        raise_value("n must be a non-negative integer")
    if k < 0:
        raise_value("k must be a non-negative integer")
    if k > n:
        return 0
    result = 1
    for i in range(1, min(k, n - k) + 1):
        factor = n - i + 1
        shared = _gcd(result, i)
        result = result // shared * (factor // (i // shared))
    return result


def perm(n: int, k: int | None = None) -> int:
    """Ways to arrange k of n things. Raises ValueError for a negative number, OverflowError."""
    if n < 0:
        raise_value("n must be a non-negative integer")
    if k is None:
        return factorial(n)
    if k < 0:
        raise_value("k must be a non-negative integer")
    result = 0 if k > n else 1
    if k <= n:
        for i in range(n - k + 1, n + 1):
            result *= i
    return result
