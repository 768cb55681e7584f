"""Initial sequence numbers (RFC 6528): ISN = M + F(4-tuple, secret).

M is a clock of 4 microseconds, so that a new connection does not begin where an old one with the same 4-tuple left off; F is a keyed
hash, so that nobody who sees the numbers of his own connections can guess those of others. F is SipHash-2-4 (Aumasson and
Bernstein, 2012), made for short inputs and secret keys.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import entropy
from yarara.kernel.network.tcp.entry import Entry
from yarara.kernel.network.tcp.sequence import MASK

TICK = 4000
"""Nanoseconds per step of M."""


class InitialSequence:
    """Holds the secret of this boot."""

    def __init__(self) -> None:
        self._key0 = entropy.random_word()
        self._key1 = entropy.random_word()
        self._hash = SipHash()

    def choose(self, entry: Entry, now: int) -> int:
        """The number for a new connection with the 4-tuple of `entry`."""
        self._hash.start(self._key0, self._key1)
        self._hash.word(machine.wrap_mul(entry.local_address, 1 << 32) | entry.local_port << 16 | entry.remote_port)
        digest = self._hash.finish(entry.remote_address, 4, 12)
        return (now // TICK + digest) & MASK


class SipHash:
    """SipHash-2-4 over 64-bit words; the state is kept so that hashing allocates nothing."""

    def __init__(self) -> None:
        self._v0 = 0
        self._v1 = 0
        self._v2 = 0
        self._v3 = 0

    def start(self, key0: int, key1: int) -> None:
        """Begin with a key of 128 bits, given as two little-endian words."""
        self._v0 = key0 ^ 0x736F_6D65_7073_6575
        self._v1 = key1 ^ 0x646F_7261_6E64_6F6D
        self._v2 = key0 ^ 0x6C79_6765_6E65_7261
        self._v3 = key1 ^ 0x7465_6462_7974_6573

    def word(self, message: int) -> None:
        """Eight bytes of the message, as a little-endian word."""
        self._v3 ^= message
        self._round()
        self._round()
        self._v0 ^= message

    def finish(self, rest: int, rest_length: int, length: int) -> int:
        """The last 0 to 7 bytes, and how many the message had in all (below 128); the hash, as a signed word."""
        assert rest >> 8 * rest_length == 0, "the rest is longer than its length"
        self.word(rest | length << 56)
        self._v2 ^= 0xFF
        self._round()
        self._round()
        self._round()
        self._round()
        return self._v0 ^ self._v1 ^ self._v2 ^ self._v3

    def _round(self) -> None:
        self._v0 = machine.wrap_add(self._v0, self._v1)
        self._v1 = _rotate_left(self._v1, 13) ^ self._v0
        self._v0 = _rotate_left(self._v0, 32)
        self._v2 = machine.wrap_add(self._v2, self._v3)
        self._v3 = _rotate_left(self._v3, 16) ^ self._v2
        self._v0 = machine.wrap_add(self._v0, self._v3)
        self._v3 = _rotate_left(self._v3, 21) ^ self._v0
        self._v2 = machine.wrap_add(self._v2, self._v1)
        self._v1 = _rotate_left(self._v1, 17) ^ self._v2
        self._v2 = _rotate_left(self._v2, 32)


def _rotate_left(value: int, count: int) -> int:
    return machine.wrap_mul(value, 1 << count) | machine.shift_right_unsigned(value, 64 - count)
