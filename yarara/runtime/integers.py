"""`int`: its text in any base, its bits, bytes and powers.

Parsing is in `integer_parsing`, formatting in `integer_formatting`, hashing in `hashing`.
"""

from __future__ import annotations

from typing import Final, Iterable

from yarara import machine
from yarara.runtime.bytestrings import allocate_bytes, data_address, row_of_bytes
from yarara.runtime.errors import raise_overflow
from yarara.runtime.strings import allocate_str, copy_into, kind_of

MINIMUM: Final = -0x8000_0000_0000_0000
MAXIMUM: Final = 0x7FFF_FFFF_FFFF_FFFF
NEGATIVE_EXPONENT: Final = "a negative exponent gives a float: write float(x) ** y"


# -- text --------------------------------------------------------------------------------------------------------------

def int_repr(self: int) -> str:
    magnitude = magnitude_of(self)
    length = decimal_length(magnitude) + (1 if self < 0 else 0)
    text = allocate_str(length, 1)
    start = machine.tail(text)
    write_decimal(start + length, magnitude)
    if self < 0:
        machine.store8(start, 45)
    return text


def int_str(self: int) -> str:
    return int_repr(self)


def bool_repr(self: bool) -> str:
    return "True" if self else "False"


def bool_str(self: bool) -> str:
    return bool_repr(self)


def text_around_int(before: str, number: int, after: str) -> str:
    """`before + str(number) + after`, as in an f-string, without the text of the number by itself."""
    if kind_of(before) != 1 or kind_of(after) != 1:
        return before + int_repr(number) + after
    magnitude = magnitude_of(number)
    digits = decimal_length(magnitude) + (1 if number < 0 else 0)
    text = allocate_str(len(before) + digits + len(after), 1)
    start = machine.tail(text)
    middle = copy_into(start, 1, 0, before)
    write_decimal(start + middle + digits, magnitude)
    if number < 0:
        machine.store8(start + middle, 45)
    copy_into(start, 1, middle + digits, after)
    return text


@machine.always_inline
def magnitude_of(value: int) -> int:
    """The absolute value as an unsigned word, which also holds that of the smallest int."""
    return value if value >= 0 else machine.wrap_sub(0, value)


def decimal_length(magnitude: int) -> int:
    """How many decimal digits an unsigned word has. Four at a time: a comparison is quicker than a division."""
    count = 1
    while machine.less_unsigned(9999, magnitude):
        magnitude = machine.divide_unsigned(magnitude, 10000)
        count += 4
    return count + (magnitude > 9) + (magnitude > 99) + (magnitude > 999)


def write_decimal(end: int, magnitude: int) -> None:
    """Write an unsigned word so that its last digit lies before the address `end`. Two digits at a time."""
    while machine.less_unsigned(99, magnitude):
        rest = machine.divide_unsigned(magnitude, 100)
        pair = machine.wrap_sub(magnitude, machine.wrap_mul(rest, 100))
        tens = pair * 103 >> 10  # pair // 10 for all below 179
        end -= 2
        machine.store8(end, 48 + tens)
        machine.store8(end + 1, 48 + pair - tens * 10)
        magnitude = rest
    if magnitude > 9:
        tens = magnitude * 103 >> 10
        machine.store8(end - 2, 48 + tens)
        magnitude -= tens * 10
    machine.store8(end - 1, 48 + magnitude)


def power_of_two_digits(magnitude: int, shift: int) -> str:
    """An unsigned word in base 2**shift, in lower case."""
    bits = 64 - machine.count_leading_zeros(magnitude)
    length = max((bits + shift - 1) // shift, 1)
    text = allocate_str(length, 1)
    start = machine.tail(text)
    for i in range(length - 1, -1, -1):
        digit = magnitude & (1 << shift) - 1
        machine.store8(start + i, 48 + digit if digit < 10 else 87 + digit)
        magnitude = machine.shift_right_unsigned(magnitude, shift)
    return text


def bin(number: int) -> str:
    return _prefixed(number, "0b", 1)


def oct(number: int) -> str:
    return _prefixed(number, "0o", 3)


def hex(number: int) -> str:
    return _prefixed(number, "0x", 4)


def _prefixed(value: int, prefix: str, shift: int) -> str:
    digits = prefix + power_of_two_digits(magnitude_of(value), shift)
    return "-" + digits if value < 0 else digits


# -- bits and bytes ----------------------------------------------------------------------------------------------------

def int_bit_length(self: int) -> int:
    return 64 - machine.count_leading_zeros(magnitude_of(self))


def int_bit_count(self: int) -> int:
    return machine.population_count(magnitude_of(self))


def int_to_bytes(self: int, length: int = 1, byteorder: str = "big", *, signed: bool = False) -> bytes:
    """Raises OverflowError when the number does not fit, ValueError for another byte order."""
    little = _is_little(byteorder)
    if length < 0:
        raise ValueError("length argument must be non-negative")
    if self < 0 and not signed:
        raise OverflowError("can't convert negative int to unsigned")
    bits = int_bit_length(self if self >= 0 else ~self) + (1 if signed and self != 0 else 0)
    if bits > length * 8:
        raise OverflowError("int too big to convert")
    data = allocate_bytes(length)
    start = machine.tail(data)
    for i in range(length):
        byte = self >> min(i * 8, 63)
        machine.store8(start + (i if little else length - 1 - i), byte & 0xFF)
    return data


def int_from_bytes(bytes: bytes | bytearray | Iterable[int], byteorder: str = "big", *, signed: bool = False) -> int:
    """Raises OverflowError when the number needs more than 64 bits, ValueError for another byte order."""
    little = _is_little(byteorder)
    data = row_of_bytes(bytes)
    start = machine.tail(data)
    length = len(data)
    value = 0
    sign = 0
    if signed and length > 0:
        sign = -(machine.load8(start + (length - 1 if little else 0)) >> 7)
    for i in range(length):
        byte = machine.load8(start + (i if little else length - 1 - i))
        if i < 8:
            value |= machine.wrap_shift_left(byte, i * 8)
        elif byte != sign & 0xFF:
            raise OverflowError("int does not fit in 64 bits")
    if length < 8:
        return value | machine.wrap_shift_left(sign, length * 8)
    if (value < 0) != (sign < 0):
        raise OverflowError("int does not fit in 64 bits")
    return value


def _is_little(byteorder: str) -> bool:
    if byteorder == "little":
        return True
    if byteorder == "big":
        return False
    raise ValueError("byteorder must be either 'little' or 'big'")


# -- arithmetic --------------------------------------------------------------------------------------------------------

def int_pow(self: int, value: int) -> int:
    """self ** value for an exponent that is not negative. Raises OverflowError; ValueError for a negative exponent."""
    if value < 0:
        raise ValueError(NEGATIVE_EXPONENT)
    result = 1
    base = self
    while value > 0:
        if value & 1 == 1:
            result = result * base
        value >>= 1
        if value > 0:
            base = base * base
    return result


def int_pow_mod(self: int, value: int, mod: int) -> int:
    """`pow(self, value, mod)`; the result has the sign of `mod`. A negative exponent takes the modular inverse."""
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    modulus = magnitude_of(mod)
    base = _residue(self, mod)
    if value < 0:
        base = _inverse(base, modulus)
        value = -value
    result = machine.remainder_unsigned(1, modulus)
    while value > 0:
        if value & 1 == 1:
            result = multiply_mod(result, base, modulus)
        base = multiply_mod(base, base, modulus)
        value >>= 1
    return machine.wrap_sub(result, modulus) if mod < 0 and result != 0 else result


def int_power_remainder(self: int, value: int, mod: int) -> int:
    """`self ** value % mod`, whose power may be of any size. Raises ValueError for a negative exponent; ZeroDivisionError."""
    if value < 0:
        raise ValueError(NEGATIVE_EXPONENT)
    if mod == 0:
        raise ZeroDivisionError("integer modulo by zero")
    return int_pow_mod(self, value, mod)


def int_product_remainder(left: int, right: int, mod: int) -> int:
    """`left * right % mod`, whose product does not fit into a word. Raises ZeroDivisionError."""
    if mod == 0:
        raise ZeroDivisionError("integer modulo by zero")
    modulus = magnitude_of(mod)
    result = multiply_mod(_residue(left, mod), _residue(right, mod), modulus)
    return machine.wrap_sub(result, modulus) if mod < 0 and result != 0 else result


def _residue(value: int, mod: int) -> int:
    """`value` modulo the magnitude of `mod`: not negative."""
    found = value % mod
    return machine.wrap_add(found, magnitude_of(mod)) if mod < 0 and found != 0 else found


def multiply_mod(left: int, right: int, modulus: int) -> int:
    """left * right % modulus for unsigned words below 2**63; the product has up to 126 bits."""
    high = machine.multiply_high(left, right)
    low = machine.wrap_mul(left, right)
    if high == 0:
        return machine.remainder_unsigned(low, modulus)
    rest = machine.remainder_unsigned(high, modulus)
    for i in range(63, -1, -1):  # long division, one bit at a time
        rest = machine.wrap_add(rest, rest) | machine.shift_right_unsigned(low, i) & 1
        if not machine.less_unsigned(rest, modulus):
            rest = machine.wrap_sub(rest, modulus)
    return rest


def _inverse(value: int, modulus: int) -> int:
    """The x with value * x % modulus == 1 (extended Euclid)."""
    old, new = modulus, value
    old_factor, new_factor = 0, 1
    while new != 0:
        quotient = old // new
        old, new = new, old - quotient * new
        old_factor, new_factor = new_factor, old_factor - quotient * new_factor
    if old != 1:
        raise ValueError("base is not invertible for the given modulus")
    return old_factor % modulus


def int_round_digits(self: int, ndigits: int) -> int:
    """`round(self, ndigits)`: to a multiple of 10**-ndigits, ties to an even multiple. Raises OverflowError."""
    if ndigits >= 0:
        return self
    if ndigits < -19:
        return 0
    if ndigits == -19:  # 10**19 does not fit in a word; half of it does
        if self > 5_000_000_000_000_000_000 or self < -5_000_000_000_000_000_000:
            raise OverflowError("int does not fit in 64 bits")
        return 0
    unit = int_pow(10, -ndigits)
    quotient = self // unit
    rest = self - quotient * unit
    if rest > unit - rest or rest == unit - rest and quotient & 1 == 1:
        quotient += 1
    return quotient * unit


def int_is_integer(self: int) -> bool:
    return True


def int_int(self: int) -> int:
    return self


def int_index(self: int) -> int:
    return self


def int_trunc(self: int) -> int:
    return self


def int_floor(self: int) -> int:
    return self


def int_ceil(self: int) -> int:
    return self


def int_float(self: int) -> float:
    return float(self)


def int_bool(self: int) -> bool:
    return self != 0


def int_lshift_large(self: int) -> int:
    """A shift to the left by more than 63 bits. Raises OverflowError unless the number is zero."""
    if self != 0:
        raise_overflow()
    return 0


def int_conjugate(self: int) -> int:
    return self


def int_as_integer_ratio(self: int) -> tuple[int, int]:
    return self, 1
