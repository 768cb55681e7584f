"""Where messages end among the bytes that came (SOCK_SEQPACKET; virtio 1.2, section 5.10.6.3): a bit for each byte of the ring, set if it is the last of a message.

So however many there are, they take the same memory, and the credit of the bytes is the only limit. A message without any bytes cannot be told, and is none:
Linux does not send such either.
"""

from __future__ import annotations

from yarara.machine import Array

BITS = 32
"""Of a word that are used."""


class MessageEnds:
    """For a ring of `size` bytes, a power of two. Positions count bytes from 0."""

    def __init__(self, size: int) -> None:
        self._mask = size - 1
        self._words: Array[int] = Array(size // BITS)
        for index in range(size // BITS):
            self._words[index] = 0

    def mark(self, end: int) -> None:
        """A message ends before this position."""
        at = end - 1 & self._mask
        self._words[at // BITS] |= 1 << at % BITS

    def clear(self, end: int) -> None:
        """That message is gone."""
        at = end - 1 & self._mask
        self._words[at // BITS] &= ~(1 << at % BITS)

    def length(self, start: int, end: int) -> int:
        """Bytes of the message that begins at `start`, of what there is before `end`; 0: not all of it is there."""
        at = start
        while at < end:
            word = self._words[(at & self._mask) // BITS] >> at % BITS
            if word == 0:
                at += BITS - at % BITS
                continue
            while word & 1 == 0:
                word >>= 1
                at += 1
            return at + 1 - start if at < end else 0
        return 0
