"""`int` and `float` to text and back, their formats, hashes and divisions agree with CPython."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.runtime import hosted
from yarara.runtime import float_digits, float_parsing, powers_of_ten

RUNTIME = hosted.load()

INTS = st.integers(-2**63, 2**63 - 1) | st.integers(-300, 300) | st.integers(0, 62).map(lambda n: 1 << n)
BITS = st.integers(0, 2**64 - 1).map(lambda bits: struct.unpack("<d", struct.pack("<Q", bits))[0])
FLOATS = (
    st.floats() | BITS | INTS.map(float) | st.decimals(-10**6, 10**6, places=2).map(float)
    | st.sampled_from([0.0, -0.0, 0.5, 2.5, 9.995, 1e16, 1e-5, 1e22, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308])
)
FINITE = FLOATS.filter(math.isfinite)


def same(ours: Any, theirs: Any) -> bool:
    """Equality that tells zeros apart and takes nans as equal."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return ours == theirs and math.copysign(1, ours) == math.copysign(1, theirs) or ours != ours and theirs != theirs
    if isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
        return all(map(same, ours, theirs))
    return bool(ours == theirs)


def agrees(name: str, reference: Any, *arguments: Any) -> None:
    ours, theirs = hosted.outcome(RUNTIME[name], *arguments), hosted.outcome(reference, *arguments)
    assert same(ours, theirs), (ours, theirs)


# -- powers of ten and shortest digits ---------------------------------------------------------------------------------

def test_every_power_of_ten_is_exact() -> None:
    for power in range(powers_of_ten.SMALLEST, powers_of_ten.LARGEST + 1):
        high, low = powers_of_ten.power_of_ten(power)
        exact = Fraction(10) ** power / Fraction(2) ** powers_of_ten.power_of_ten_exponent(power)
        mantissa = (high % 2**64) << 64 | low % 2**64
        assert mantissa == exact.numerator // exact.denominator and mantissa >> 127 == 1


def test_shortest_digits_read_back_at_every_exponent() -> None:
    for exponent in range(2047):
        for fraction in (0, 1, 2, 2**51, 2**52 - 1):
            bits = exponent << 52 | fraction
            number = float_digits.shortest_decimal(bits)
            text = repr(struct.unpack("<d", struct.pack("<q", bits))[0])
            assert RUNTIME["float_repr"](struct.unpack("<d", struct.pack("<q", bits))[0]) == text
            if bits:
                assert float_parsing.nearest_float_bits(number.digits, number.point) == bits


@settings(max_examples=800, deadline=None)
@given(FLOATS)
def test_float_repr_agrees_with_cpython(value: float) -> None:
    agrees("float_repr", repr, value)


@settings(max_examples=500, deadline=None)
@given(FINITE.filter(bool))
def test_exact_digits_are_exact(value: float) -> None:
    number = float_digits.exact_decimal(struct.unpack("<q", struct.pack("<d", abs(value)))[0])
    assert Fraction(int(number.digits)) * Fraction(10) ** (number.point - len(number.digits)) == Fraction(abs(value))


# -- parsing -----------------------------------------------------------------------------------------------------------

@settings(max_examples=500, deadline=None)
@given(st.from_regex(r"[+-]?[0-9]{1,30}(\.[0-9]{0,30})?([eE][+-]?[0-9]{1,3})?", fullmatch=True))
@example("2.2250738585072011e-308")
@example("9007199254740993")
@example("9007199254740992.99999999999999999999")
@example("1.7976931348623158079e308")
@example("1.797693134862315808e308")
@example("2.4703282292062327208e-324")
def test_numbers_are_parsed_to_the_nearest_float(text: str) -> None:
    agrees("float_from_str", float, text)


@settings(max_examples=100, deadline=None)
@given(FINITE.filter(lambda x: x > 0 and x < 1e300), st.sampled_from([-1, 0, 1]))
def test_a_midpoint_between_floats_goes_to_the_even_one(value: float, nudge: int) -> None:
    middle = (Fraction(value) + Fraction(math.nextafter(value, math.inf))) / 2
    scale = len(bin(middle.denominator))
    digits = str(middle.numerator * 10**scale // middle.denominator * 10 + nudge)
    agrees("float_from_str", float, f"{digits}e-{scale + 1}")


@given(st.text(st.sampled_from("0123٣.eE+-_ infaty\t"), max_size=9))
def test_float_syntax_agrees_with_cpython(text: str) -> None:
    agrees("float_from_str", float, text)


def in_64_bits(text: Any, *base: int) -> int:
    value = int(text, *base)
    if not -2**63 <= value < 2**63:
        raise OverflowError("int does not fit in 64 bits")
    return value


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("0123789abfxzBOo٣_+- \t"), max_size=9), st.sampled_from([0, 2, 3, 8, 10, 16, 36, 1, 37]))
def test_int_syntax_agrees_with_cpython(text: str, base: int) -> None:
    agrees("int_from_str", in_64_bits, text, base)


@given(st.integers(-2**65, 2**65) | st.sampled_from([2**63, 2**63 - 1, -2**63, -2**63 - 1]), st.sampled_from([2, 8, 10, 16]))
def test_ints_at_the_edge_of_64_bits(value: int, base: int) -> None:
    text = {2: f"{value:#b}", 8: f"{value:#o}", 10: str(value), 16: f"{value:#x}"}[base]
    agrees("int_from_str", in_64_bits, text, base)
    agrees("int_from_bytes_text", in_64_bits, text.encode(), base)


# -- formats -----------------------------------------------------------------------------------------------------------

SPECS = st.tuples(
    st.sampled_from(["", "", "<", ">", "^", "=", "*<", "0>", "日^", "x="]), st.sampled_from(["", "", "+", "-", " "]),
    st.sampled_from(["", "", "", "z"]), st.sampled_from(["", "", "#"]), st.sampled_from(["", "", "0"]),
    st.sampled_from(["", "1", "12", "30"]), st.sampled_from(["", "", ",", "_", ",_"]),
    st.sampled_from(["", ".0", ".1", ".3", ".17", ".25", "."]), st.sampled_from(["", *"bcdeEfFgGnoxX%s", "d", "f", "g", "é", "dd"]),
).map("".join)


@settings(max_examples=800, deadline=None)
@given(FLOATS, SPECS)
def test_float_format_agrees_with_cpython(value: float, spec: str) -> None:
    agrees("float_format_spec", format, value, spec)


@settings(max_examples=500, deadline=None)
@given(INTS, SPECS)
def test_int_format_agrees_with_cpython(value: int, spec: str) -> None:
    agrees("int_format_spec", format, value, spec)


@settings(max_examples=700, deadline=None)
@given(st.text(max_size=5), SPECS)
def test_str_format_agrees_with_cpython(value: str, spec: str) -> None:
    agrees("str_format_spec", format, value, spec)


@given(INTS)
def test_int_text_agrees_with_cpython(value: int) -> None:
    for name in ("int_repr", "bin", "oct", "hex"):
        agrees(name, {"int_repr": repr, "bin": bin, "oct": oct, "hex": hex}[name], value)


# -- arithmetic --------------------------------------------------------------------------------------------------------

@settings(max_examples=500, deadline=None)
@given(INTS, INTS)
def test_int_quotient_is_correctly_rounded(left: int, right: int) -> None:
    agrees("int_truediv", lambda a, b: a / b, left, right)


@settings(max_examples=400, deadline=None)
@given(FLOATS, FLOATS)
def test_float_division_agrees_with_cpython(left: float, right: float) -> None:
    agrees("float_mod", lambda a, b: a % b, left, right)
    agrees("float_floordiv", lambda a, b: a // b, left, right)


@settings(max_examples=400, deadline=None)
@given(FINITE, st.integers(-330, 330) | st.integers(-3, 20))
def test_float_round_agrees_with_cpython(value: float, digits: int) -> None:
    agrees("float_round_digits", round, value, digits)


@given(st.integers(-2**63, 2**63 - 1) | st.integers(-3000, 3000), st.integers(-21, 3))
def test_int_round_agrees_with_cpython(value: int, digits: int) -> None:
    theirs = round(value, digits)
    if -2**63 <= theirs < 2**63:
        assert RUNTIME["int_round_digits"](value, digits) == theirs


@given(FLOATS.filter(lambda x: not abs(x) >= 2**63))
def test_float_to_int_agrees_with_cpython(value: float) -> None:
    for name, reference in {
        "float_round": round, "int_from_float": int, "float_floor": math.floor, "float_ceil": math.ceil,
        "float_is_integer": float.is_integer,
    }.items():
        agrees(name, reference, value)


@given(FLOATS.filter(lambda x: x == x), INTS)
def test_hashes_agree_with_cpython(value: float, number: int) -> None:
    assert RUNTIME["float_hash"](value) == hash(value)
    assert RUNTIME["int_hash"](number) == hash(number)


@given(INTS, st.integers(0, 10), st.sampled_from(["little", "big", "middle"]), st.booleans())
def test_to_bytes_and_back_agree_with_cpython(value: int, length: int, order: str, signed: bool) -> None:
    ours = hosted.outcome(lambda: RUNTIME["int_to_bytes"](value, length, order, signed=signed))
    assert ours == hosted.outcome(lambda: value.to_bytes(length, order, signed=signed))  # type: ignore[arg-type]
    if isinstance(ours, bytes):
        assert RUNTIME["int_from_bytes"](ours, order, signed=signed) == value


@given(st.integers(-10**9, 10**9), st.integers(0, 40), st.integers(-2**62, 2**62))
def test_modular_power_agrees_with_cpython(base: int, exponent: int, modulus: int) -> None:
    agrees("int_pow_mod", pow, base, exponent, modulus)


@pytest.mark.parametrize("value", [0.0, -0.0, 1.5, -1.0, 5e-324, 1e300, float("inf"), float("-inf"), float("nan")])
def test_float_hex_agrees_with_cpython(value: float) -> None:
    agrees("float_hex", float.hex, value)
