"""SHA-256, MD5, CRC-32, Adler-32 in pure Python against known answers."""
import math
import struct


def rotr(x: int, n: int) -> int:
    return ((x >> n) | (x << (32 - n))) & 0xFFFFFFFF


def rotl(x: int, n: int) -> int:
    x &= 0xFFFFFFFF
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


def primes(count: int) -> list[int]:
    found: list[int] = []
    n = 2
    while len(found) < count:
        if all(n % p for p in found):
            found.append(n)
        n += 1
    return found


def icbrt(n: int) -> int:
    x = round(n ** (1 / 3))
    while x ** 3 > n:
        x -= 1
    return x


def frac_sqrt(p: int) -> int:
    return math.isqrt(p << 56) * 16 & 0xFFFFFFFF


K = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]


class SHA256:
    digest_size = 32
    block_size = 64

    def __init__(self, data: bytes = b"") -> None:
        self._h = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
        self._buffer = b""
        self._counter = 0
        self.update(data)

    def update(self, data: bytes) -> None:
        self._buffer += data
        self._counter += len(data)
        while len(self._buffer) >= 64:
            self._compress(self._buffer[:64])
            self._buffer = self._buffer[64:]

    def _compress(self, chunk: bytes) -> None:
        w = list(struct.unpack(">16L", chunk)) + [0] * 48
        for i in range(16, 64):
            s0 = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ (w[i - 15] >> 3)
            s1 = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ (w[i - 2] >> 10)
            w[i] = (w[i - 16] + s0 + w[i - 7] + s1) & 0xFFFFFFFF
        a, b, c, d, e, f, g, h = self._h
        for i in range(64):
            s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)
            ch = (e & f) ^ (~e & g)
            t1 = h + s1 + ch + K[i] + w[i]
            s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)
            maj = (a & b) ^ (a & c) ^ (b & c)
            t2 = s0 + maj
            h, g, f, e, d, c, b, a = g, f, e, (d + t1) & 0xFFFFFFFF, c, b, a, (t1 + t2) & 0xFFFFFFFF
        self._h = [(x + y) & 0xFFFFFFFF for x, y in zip(self._h, [a, b, c, d, e, f, g, h])]

    def copy(self) -> "SHA256":
        other = SHA256()
        other._h, other._buffer, other._counter = self._h[:], self._buffer, self._counter
        return other

    def digest(self) -> bytes:
        final = self.copy()
        length = struct.pack("!Q", self._counter * 8)
        pad = (55 - self._counter) % 64
        final.update(b"\x80" + b"\x00" * pad + length)
        return b"".join(struct.pack("!L", i) for i in final._h)

    def hexdigest(self) -> str:
        return self.digest().hex()


def md5(message: bytes) -> str:
    s = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4
    k = [int(abs(math.sin(i + 1)) * 2 ** 32) & 0xFFFFFFFF for i in range(64)]
    a0, b0, c0, d0 = 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476
    data = bytearray(message)
    data.append(0x80)
    while len(data) % 64 != 56:
        data.append(0)
    data += (8 * len(message)).to_bytes(8, byteorder="little")
    for offset in range(0, len(data), 64):
        a, b, c, d = a0, b0, c0, d0
        chunk = data[offset:offset + 64]
        for i in range(64):
            if i < 16:
                f, g = (b & c) | (~b & d), i
            elif i < 32:
                f, g = (d & b) | (~d & c), (5 * i + 1) % 16
            elif i < 48:
                f, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                f, g = c ^ (b | ~d), (7 * i) % 16
            f = f + a + k[i] + int.from_bytes(chunk[4 * g:4 * g + 4], byteorder="little")
            a, d, c, b = d, c, b, (b + rotl(f, s[i])) & 0xFFFFFFFF
        a0, b0, c0, d0 = (a0 + a) & 0xFFFFFFFF, (b0 + b) & 0xFFFFFFFF, (c0 + c) & 0xFFFFFFFF, (d0 + d) & 0xFFFFFFFF
    return struct.pack("<4I", a0, b0, c0, d0).hex()


def make_table(poly: int = 0xEDB88320) -> list[int]:
    table = []
    for n in range(256):
        c = n
        for _ in range(8):
            c = poly ^ (c >> 1) if c & 1 else c >> 1
        table.append(c)
    return table


TABLE = make_table()


def crc32(data: bytes, crc: int = 0) -> int:
    crc ^= 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def adler32(data: bytes) -> int:
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


for text in ("", "abc", "The quick brown fox jumps over the lazy dog", "a" * 130):
    raw = text.encode()
    print(SHA256(raw).hexdigest(), md5(raw), f"{crc32(raw):08x} {adler32(raw):#010x}")
h = SHA256()
for part in (b"The quick ", b"brown fox ", b"jumps over the lazy dog"):
    h.update(part)
print(h.hexdigest() == SHA256(b"The quick brown fox jumps over the lazy dog").hexdigest(), h.digest_size, SHA256.block_size)
print(primes(10), icbrt(1000), frac_sqrt(2) >> 4 << 4 == 0x6a09e660)
