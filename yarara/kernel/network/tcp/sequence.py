"""Sequence numbers (RFC 9293 section 3.4).

On the wire they are 32 bits and wrap. Inside, every position of a stream is an ordinary `int` that starts at the initial
sequence number and only grows, so that comparisons are ordinary too. `unwrap` is the one door from the wire to the inside;
`& MASK` is the way out.
"""

from __future__ import annotations

MASK = 0xFFFF_FFFF


def unwrap(sequence: int, near: int) -> int:
    """The position nearest to `near` whose low 32 bits are `sequence`; it lies in near - 2**31 .. near + 2**31 - 1.

    The result can be negative, just before a stream that started near 0: an old position like any other.
    """
    return near + ((sequence - near + 0x8000_0000) & MASK) - 0x8000_0000
