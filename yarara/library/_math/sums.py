"""Exact sums, roots and lengths."""

from __future__ import annotations

from typing import Iterable

from yarara import machine
from yarara.runtime import exponentials, floats
from yarara.runtime.double_double import Pair, add, exact_product, exact_sum, multiply_float, negate, square_root
from yarara.runtime.errors import raise_value


def fsum(seq: Iterable[float]) -> float:
    """The exact sum, rounded once (J. R. Shewchuk's partial sums)."""
    partials: list[float] = []
    special = 0.0
    for item in seq:
        if floats.is_finite(item):
            _add_partial(partials, item)
        else:
            special += item
    return _round_partials(partials) if special == 0.0 else special


def _add_partial(partials: list[float], x: float) -> None:
    """Keep the partial sums exact and free of overlap, the smallest first."""
    kept = 0
    for i in range(len(partials)):
        x, lost = exact_sum(x, partials[i])
        if lost != 0.0:
            partials[kept] = lost
            kept += 1
    if not floats.is_finite(x):
        raise OverflowError("intermediate overflow in fsum")
    while len(partials) > kept:
        partials.pop()
    partials.append(x)


def _round_partials(partials: list[float]) -> float:
    at = len(partials) - 1
    if at < 0:
        return 0.0
    high = partials[at]
    low = 0.0
    while at > 0 and low == 0.0:
        at -= 1
        high, low = exact_sum(high, partials[at])
    # Half way between two floats: what remains below decides.
    if at > 0 and (low < 0.0 and partials[at - 1] < 0.0 or low > 0.0 and partials[at - 1] > 0.0):
        doubled = low * 2.0
        nearer = high + doubled
        if nearer - high == doubled:
            high = nearer
    return high


def sqrt(x: float) -> float:
    """Raises ValueError for a negative number."""
    if x < 0.0:
        raise_value("math domain error")
    return machine.square_root(x)


def cbrt(x: float) -> float:
    if x == 0.0 or not floats.is_finite(x):
        return x
    fraction, power = exponentials.frexp(abs(x))
    while power % 3 != 0:
        fraction *= 0.5
        power += 1
    guess = exponentials.power(fraction, 0.3333333333333333)
    # One step of Newton's method, its residual exact.
    cube = multiply_float(exact_product(guess, guess), guess)
    rest = add((fraction, 0.0), negate(cube))
    root = guess + rest[0] / (3.0 * guess * guess)
    return floats.with_sign_of(exponentials.ldexp(root, power // 3), x)


def hypot(*coordinates: float) -> float:
    """The length of a vector."""
    return _length(list(coordinates))


def dist(p: Iterable[float], q: Iterable[float], /) -> float:
    """The distance of two points. Raises ValueError unless they have as many coordinates."""
    sides: list[float] = []
    for x in p:
        sides.append(x)
    others: list[float] = []
    for y in q:
        others.append(y)
    if len(sides) != len(others):
        raise ValueError("both points must have the same number of dimensions")
    for i in range(len(sides)):
        sides[i] = sides[i] - others[i]
    return _length(sides)


def _length(sides: list[float]) -> float:
    """Infinite if a side is, else not a number if a side is none."""
    largest = 0.0
    total = 0.0
    for side in sides:
        if not floats.is_finite(side) and side == side:
            return abs(side)
        largest = max(largest, abs(side))
        total += side
    if total != total:
        return total
    if largest == 0.0:
        return 0.0
    power = exponentials.frexp(largest)[1]
    squares = _square(sides[0], power)
    for i in range(1, len(sides)):
        squares = add(squares, _square(sides[i], power))
    return exponentials.ldexp(square_root(squares)[0], power)


def _square(x: float, power: int) -> Pair:
    shrunk = exponentials.ldexp(x, -power)
    return exact_product(shrunk, shrunk)
