"""The block function of ChaCha20 (RFC 8439, section 2.3): 16 words of 32 bits in, 16 that look random out."""

from __future__ import annotations

from yarara.machine import Array

WORDS = 16
ROUNDS = 20
_MASK = 0xFFFF_FFFF


class ChaCha:
    """`input` is what the words are made of, `block` what comes out; nothing is allocated after the start."""

    def __init__(self) -> None:
        self.input: Array[int] = Array(WORDS)
        """The constants, then eight words of key, a counter and three words of nonce."""
        self.block: Array[int] = Array(WORDS)
        self.input[0] = 0x61707865  # "expand 32-byte k"
        self.input[1] = 0x3320646E
        self.input[2] = 0x79622D32
        self.input[3] = 0x6B206574

    def make_block(self) -> None:
        """`block` from `input`."""
        for i in range(WORDS):
            self.block[i] = self.input[i]
        for _ in range(ROUNDS // 2):
            for column in range(4):
                self._quarter_round(column, column + 4, column + 8, column + 12)
            for column in range(4):
                self._quarter_round(column, (column + 1) % 4 + 4, (column + 2) % 4 + 8, (column + 3) % 4 + 12)
        for i in range(WORDS):
            self.block[i] = self.block[i] + self.input[i] & _MASK

    def _quarter_round(self, a: int, b: int, c: int, d: int) -> None:
        """Section 2.1."""
        self._step(a, b, d, 16)
        self._step(c, d, b, 12)
        self._step(a, b, d, 8)
        self._step(c, d, b, 7)

    def _step(self, a: int, b: int, d: int, count: int) -> None:
        """a += b; d ^= a; d <<<= count."""
        words = self.block
        words[a] = words[a] + words[b] & _MASK
        mixed = words[d] ^ words[a]
        words[d] = (mixed << count | mixed >> 32 - count) & _MASK
