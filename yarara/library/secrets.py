"""`secrets`: random numbers for passwords and tokens, from the kernel's generator (`os.urandom`)."""

from __future__ import annotations

from os import urandom
from typing import Sequence, TypeVar

T = TypeVar("T")

DEFAULT_ENTROPY = 32
"""Bytes in a token when nothing is said."""

_URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def token_bytes(nbytes: int | None = None) -> bytes:
    """So many random bytes."""
    return urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes: int | None = None) -> str:
    """So many random bytes as hexadecimal text."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes: int | None = None) -> str:
    """So many random bytes in base64 of the alphabet for URLs (RFC 4648, section 5), without padding."""
    data = token_bytes(nbytes)
    parts: list[str] = []
    for start in range(0, len(data), 3):
        group = data[start:start + 3]
        word = int.from_bytes(group + bytes(3 - len(group)), "big")
        for place in range(len(group) + 1):
            parts.append(_URL_SAFE[word >> 18 - 6 * place & 63])
    return "".join(parts)


def randbits(k: int) -> int:
    """A number of `k` bits, at most 63 here."""
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    if k > 63:
        raise OverflowError("a random number of more than 63 bits")
    return _word() >> 63 - k


def _word() -> int:
    """63 random bits."""
    word = 0
    for byte in urandom(8):
        word = (word << 8 | byte) & 0x7FFF_FFFF_FFFF_FFFF
    return word


def randbelow(exclusive_upper_bound: int) -> int:
    """A number from 0 up to the bound, without it; all equally likely."""
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    bits = exclusive_upper_bound.bit_length()
    number = randbits(bits)
    while number >= exclusive_upper_bound:
        number = randbits(bits)
    return number


def choice(seq: Sequence[T]) -> T:
    """One of the items."""
    if len(seq) == 0:
        raise IndexError("Cannot choose from an empty sequence")
    return seq[randbelow(len(seq))]


def compare_digest(a: bytes, b: bytes) -> bool:
    """Whether the two are equal, in a time that does not say where they differ."""
    if len(a) != len(b):
        return False
    difference = 0
    for i in range(len(a)):
        difference |= a[i] ^ b[i]
    return difference == 0
