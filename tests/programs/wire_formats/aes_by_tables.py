"""AES-128 with its tables computed, not typed in: the FIPS-197 vectors, ECB, CBC and CTR."""
from __future__ import annotations

from typing import Iterator, List, Protocol


def xtime(a: int) -> int:
    return ((a << 1) ^ 0x1B) & 0xFF if a & 0x80 else a << 1


def gmul(a: int, b: int) -> int:
    result = 0
    while b:
        if b & 1:
            result ^= a
        a, b = xtime(a), b >> 1
    return result


def make_sbox() -> tuple[bytes, bytes]:
    sbox = bytearray(256)
    p = q = 1
    while True:
        p ^= xtime(p)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        rotated = q
        for shift in range(1, 5):
            rotated ^= (q << shift | q >> (8 - shift)) & 0xFF
        sbox[p] = rotated ^ 0x63
        if p == 1:
            break
    sbox[0] = 0x63
    inverse = bytearray(256)
    for i, value in enumerate(sbox):
        inverse[value] = i
    return bytes(sbox), bytes(inverse)


SBOX, INVERSE = make_sbox()


class BlockCipher(Protocol):
    block_size: int

    def encrypt(self, block: bytes) -> bytes: ...
    def decrypt(self, block: bytes) -> bytes: ...


class AES:
    block_size: int = 16

    def __init__(self, key: bytes) -> None:
        if len(key) != 16:
            raise ValueError("Invalid key size: {}".format(len(key)))
        words = [list(key[i:i + 4]) for i in range(0, 16, 4)]
        rcon = 1
        for i in range(4, 44):
            word = list(words[i - 1])
            if i % 4 == 0:
                word.append(word.pop(0))
                word = [SBOX[b] for b in word]
                word[0] ^= rcon
                rcon = xtime(rcon)
            words.append([a ^ b for a, b in zip(word, words[i - 4])])
        self._keys = [sum(words[4 * r:4 * r + 4], []) for r in range(11)]

    @staticmethod
    def _mix(state: List[int], factors: tuple[int, int, int, int]) -> List[int]:
        mixed = []
        for c in range(0, 16, 4):
            column = state[c:c + 4]
            for row in range(4):
                value = 0
                for k in range(4):
                    value ^= gmul(column[k], factors[(k - row) % 4])
                mixed.append(value)
        return mixed

    def encrypt(self, block: bytes) -> bytes:
        state = [b ^ k for b, k in zip(block, self._keys[0])]
        for n, key in enumerate(self._keys[1:], start=1):
            state = [SBOX[b] for b in state]
            state = [state[(i + 4 * (i % 4)) % 16] for i in range(16)]
            if n != 10:
                state = self._mix(state, (2, 3, 1, 1))
            state = [b ^ k for b, k in zip(state, key)]
        return bytes(state)

    def decrypt(self, block: bytes) -> bytes:
        state = list(block)
        for n, key in reversed(list(enumerate(self._keys))[1:]):
            state = [b ^ k for b, k in zip(state, key)]
            if n != 10:
                state = self._mix(state, (14, 11, 13, 9))
            state = [state[(i - 4 * (i % 4)) % 16] for i in range(16)]
            state = [INVERSE[b] for b in state]
        return bytes(b ^ k for b, k in zip(state, self._keys[0]))


def pad(data: bytes, size: int) -> bytes:
    missing = size - len(data) % size
    return data + bytes([missing]) * missing


def unpad(data: bytes) -> bytes:
    if not 1 <= data[-1] <= 16 or data[-data[-1]:] != bytes([data[-1]] * data[-1]):
        raise ValueError("bad padding")
    return data[:-data[-1]]


def xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b))


def cbc(cipher: BlockCipher, iv: bytes, data: bytes) -> Iterator[bytes]:
    data = pad(data, cipher.block_size)
    for start in range(0, len(data), cipher.block_size):
        iv = cipher.encrypt(xor(iv, data[start:start + cipher.block_size]))
        yield iv


def uncbc(cipher: BlockCipher, iv: bytes, data: bytes) -> bytes:
    plain = bytearray()
    for start in range(0, len(data), cipher.block_size):
        block = data[start:start + cipher.block_size]
        plain += xor(iv, cipher.decrypt(block))
        iv = block
    return unpad(bytes(plain))


def ctr(cipher: BlockCipher, nonce: int, data: bytes) -> bytes:
    out = b""
    for i in range(0, len(data), 16):
        out += xor(data[i:i + 16], cipher.encrypt(nonce.to_bytes(8, "big") + (i // 16).to_bytes(8, "big")))
    return out


aes = AES(bytes(range(16)))
block = bytes.fromhex("00112233445566778899aabbccddeeff")
secret = aes.encrypt(block)
print(SBOX[:8].hex(" "), secret.hex(), aes.decrypt(secret) == block)
message = b"Attack at dawn, or when the coffee is ready."
hidden = b"".join(cbc(aes, bytes(16), message))
print(len(hidden), hidden.hex()[:48], uncbc(aes, bytes(16), hidden))
stream = ctr(aes, 42, message)
print(stream[:12], ctr(aes, 42, stream).decode("ascii"))
for attempt in (lambda: AES(b"short"), lambda: unpad(b"\x02\x03"), lambda: uncbc(aes, b"\1" * 16, hidden[:16])):
    try:
        print(type(attempt()))
    except ValueError as error:
        print("ValueError:", error)
