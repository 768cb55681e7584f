"""Hashes and a stream cipher over 32- and 64-bit words, with masks everywhere, against their published vectors."""
import struct
from math import floor, sin
from typing import Callable, Dict, Iterator, List, Tuple

M32 = 0xFFFFFFFF


def rotl(x: int, n: int) -> int:
    return ((x << n) & M32) | (x >> (32 - n))


class MD5:
    S = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4
    K = [floor(abs(sin(i + 1)) * 2 ** 32) for i in range(64)]

    def __init__(self, data: bytes = b"") -> None:
        self.state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
        self.pending = b""
        self.length = 0
        self.update(data)

    def update(self, data: bytes) -> "MD5":
        self.length += len(data)
        self.pending += data
        while len(self.pending) >= 64:
            self.compress(self.pending[:64])
            self.pending = self.pending[64:]
        return self

    def compress(self, block: bytes) -> None:
        words = struct.unpack("<16I", block)
        a, b, c, d = self.state
        for i in range(64):
            if i < 16:
                f, g = (b & c) | (~b & d), i
            elif i < 32:
                f, g = (d & b) | (~d & c), (5 * i + 1) % 16
            elif i < 48:
                f, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                f, g = c ^ (b | ~d & M32), 7 * i % 16
            f = (f + a + self.K[i] + words[g]) & M32
            a, d, c, b = d, c, b, (b + rotl(f, self.S[i])) & M32
        self.state = [(old + new) & M32 for old, new in zip(self.state, (a, b, c, d))]

    def hexdigest(self) -> str:
        bits = self.length * 8
        padding = b"\x80" + b"\0" * ((55 - self.length) % 64) + struct.pack("<Q", bits)
        final = MD5()
        final.state = list(self.state)
        final.pending = self.pending
        final.update(padding)
        return struct.pack("<4I", *final.state).hex()


def quarter(s: List[int], a: int, b: int, c: int, d: int) -> None:
    for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = (s[x] + s[y]) & M32
        s[z] = rotl(s[z] ^ s[x], n)


def chacha20_stream(key: bytes, nonce: bytes, counter: int = 1) -> Iterator[int]:
    while True:
        initial = [*struct.unpack("<4I", b"expand 32-byte k"), *struct.unpack("<8I", key), counter, *struct.unpack("<3I", nonce)]
        state = initial[:]
        for _ in range(10):
            for column in range(4):
                quarter(state, column, 4 + column, 8 + column, 12 + column)
            for d in range(4):
                quarter(state, d, 4 + (d + 1) % 4, 8 + (d + 2) % 4, 12 + (d + 3) % 4)
        for word in map(lambda pair: (pair[0] + pair[1]) & M32, zip(state, initial)):
            yield from word.to_bytes(4, "little")
        counter += 1


def adler32(data: bytes) -> int:
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def fnv1a(data: bytes) -> int:
    h = 0x811C9DC5
    for byte in data:
        h = ((h ^ byte) * 0x01000193) & M32
    return h


def murmur3(data: bytes, seed: int = 0) -> int:
    h = seed
    for i in range(0, len(data) & ~3, 4):
        k = int.from_bytes(data[i:i + 4], "little") * 0xCC9E2D51 & M32
        h ^= rotl(k, 15) * 0x1B873593 & M32
        h = (rotl(h, 13) * 5 + 0xE6546B64) & M32
    tail = data[len(data) & ~3:]
    if tail:
        k = int.from_bytes(tail, "little") * 0xCC9E2D51 & M32
        h ^= rotl(k, 15) * 0x1B873593 & M32
    h ^= len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & M32
    h = (h ^ h >> 13) * 0xC2B2AE35 & M32
    return h ^ h >> 16


for text in ("", "a", "message digest", "1234567890" * 8):
    print(f"{text[:16]!r:20}", MD5(text.encode()).hexdigest())
print(MD5(b"mess").update(b"age ").update(b"digest").hexdigest() == MD5(b"message digest").hexdigest())
key, nonce = bytes(range(32)), bytes.fromhex("000000000000004a00000000")
plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
sealed = bytes(p ^ k for p, k in zip(plain, chacha20_stream(key, nonce)))
print(sealed.hex()[:64], len(sealed))
print(bytes(c ^ k for c, k in zip(sealed, chacha20_stream(key, nonce))).decode()[:40])
hashes: Dict[str, Callable[[bytes], int]] = {"adler32": adler32, "fnv1a": fnv1a, "murmur3": murmur3}
table: List[Tuple[str, ...]] = [(name, *(f"{h(word):08x}" for word in (b"", b"Wikipedia", b"hello, world"))) for name, h in hashes.items()]
for row in table:
    print("{:<8} {} {} {}".format(*row))
print(murmur3(b"test", 0x9747B28C), max(MD5.K), min(MD5.K))
