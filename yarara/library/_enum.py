"""What `enum` does while a program runs. (The compiler makes the members, see `typeshed/stdlib/enum.pyi`.)"""

from __future__ import annotations


def _grouped(value: int, bits: int) -> str:
    """A number in binary as `enum` shows it: a sign digit, a space, then `bits` digits."""
    digits = bin((1 << bits) + value if value < 0 else value)[2:]
    return f"0b{'1' if value < 0 else '0'} {'0' * (bits - len(digits))}{digits}"


def settled_bits(name: str, value: int, mask: int, keep: bool) -> int:
    """The bits of a flag made from any number; ValueError for bits that no member has, unless they are kept."""
    every = (1 << mask.bit_length()) - 1
    if not ~every <= value <= every or value & (every ^ mask) != 0:
        if not keep:
            bits = max(value.bit_length(), mask.bit_length())
            raise ValueError(f"<flag '{name}'> invalid value {value}\n    given {_grouped(value, bits)}\n  allowed {_grouped(mask, bits)}")
        if value < 0:
            value = max(every + 1, 1 << value.bit_length()) + value
    return every + 1 + value if value < 0 else value
