"""`math` agrees with CPython: exactly where exact is expected, to one ulp (and nearly always exactly) elsewhere."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime import hosted

hosted.load()

import yarara.library.math as ours
from yarara.runtime import exponentials

SPECIAL = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 1e300, 5e-324, 0.5, 2.0, 709.5, 710.0, -746.0, 171.5, -171.5, -3.0, 1e17, 27.0]
FLOATS = st.sampled_from(SPECIAL) | st.floats() | st.floats(-10, 10) | st.floats(-1, 1) | st.floats(-1000, 1000)
ROUNDED = "sin cos tan asin acos atan exp exp2 log log2 log10 log1p".split()
CPYTHON_IS_LESS_EXACT = "sinh cosh tanh asinh acosh atanh expm1 cbrt erf".split()
EXACT = "fabs degrees radians modf frexp isnan isinf isfinite ulp".split()
OF_TWO = "atan2 pow fmod remainder copysign hypot nextafter".split()


def ulps_apart(mine: Any, theirs: Any) -> float:
    """How far two outcomes are apart; infinity when they are not comparable."""
    if type(mine) is not type(theirs) or not isinstance(mine, float):
        return 0 if repr(mine) == repr(theirs) else math.inf
    if mine == theirs:
        return 0 if math.copysign(1, mine) == math.copysign(1, theirs) else math.inf
    if mine != mine or theirs != theirs:
        return 0 if mine != mine and theirs != theirs else math.inf
    return float(abs(mine - theirs) / math.ulp(theirs))


def apart(name: str, *arguments: Any) -> float:
    return ulps_apart(hosted.outcome(getattr(ours, name), *arguments), hosted.outcome(getattr(math, name), *arguments))


@pytest.mark.parametrize("name", ROUNDED + CPYTHON_IS_LESS_EXACT)
def test_function_agrees_to_one_ulp(name: str) -> None:
    @settings(max_examples=120, deadline=None)
    @given(FLOATS)
    def agree(x: float) -> None:
        assert apart(name, x) <= (1 if name in ROUNDED else 3)

    agree()


@pytest.mark.parametrize("name", EXACT)
def test_function_agrees_exactly(name: str) -> None:
    @settings(max_examples=200, deadline=None)
    @given(FLOATS)
    def agree(x: float) -> None:
        assert apart(name, x) == 0

    agree()


@pytest.mark.parametrize("name", OF_TWO)
def test_function_of_two_agrees(name: str) -> None:
    @settings(max_examples=120, deadline=None)
    @given(FLOATS, FLOATS)
    def agree(x: float, y: float) -> None:
        assert apart(name, x, y) <= (0 if name in ("fmod", "remainder", "copysign", "nextafter") else 1)

    agree()


@settings(max_examples=120, deadline=None)
@given(st.floats(-170, 171))
def test_gamma_is_close_to_cpython(x: float) -> None:
    assert apart("gamma", x) < 100, "CPython's own error is up to about 20 ulp"
    mine, theirs = hosted.outcome(ours.lgamma, x), hosted.outcome(math.lgamma, x)
    assert mine == theirs or math.isclose(mine, theirs, rel_tol=1e-12, abs_tol=1e-14)


@given(st.floats(-6, 27))
def test_erfc_is_close_to_cpython(x: float) -> None:
    assert apart("erfc", x) <= 4


def test_powers_and_logarithms_of_whole_numbers_are_exact() -> None:
    for base in range(2, 30):
        for power in range(1, 12):
            assert exponentials.power(float(base), float(power)) == float(base ** power)
    for power in range(-300, 300):
        assert ours.log2(2.0 ** power) == power and ours.log10(float(f"1e{power}")) == power


@settings(max_examples=120, deadline=None)
@given(FLOATS, st.floats(-60, 60) | st.integers(-9, 9).map(float))
def test_power_operator_has_the_errors_of_cpython(x: float, y: float) -> None:
    if not (x < 0 and y % 1):  # else Python gives a complex number
        theirs = hosted.outcome(lambda: x ** y)
        mine = hosted.outcome(exponentials.float_pow, x, y)
        assert ulps_apart(mine, theirs) <= 1 or mine == theirs


@given(st.lists(st.floats(-1e20, 1e20) | st.floats(-1, 1), max_size=12))
def test_fsum_is_exact(values: list[float]) -> None:
    assert ours.fsum(values) == math.fsum(values)


@given(st.integers(-10**9, 10**9), st.integers(-10**9, 10**9))
def test_divisors_agree(a: int, b: int) -> None:
    assert ours.gcd(a, b) == math.gcd(a, b) and ours.lcm(a, b) == math.lcm(a, b)


@given(st.integers(0, 2**63 - 1) | st.integers(0, 3037000499).map(lambda root: root * root) | st.integers(1, 3037000499).map(lambda root: root * root - 1))
def test_integer_square_root_agrees(n: int) -> None:
    assert ours.isqrt(n) == math.isqrt(n)


def test_combinations_agree() -> None:
    for n in range(62):
        for k in range(n + 2):
            assert ours.comb(n, k) == math.comb(n, k)
    for n in range(18):
        for k in range(n + 2):
            assert ours.perm(n, k) == math.perm(n, k)
    assert [ours.factorial(n) for n in range(21)] == [math.factorial(n) for n in range(21)]
    with pytest.raises(OverflowError):
        ours.factorial(21)
