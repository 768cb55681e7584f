"""Tokens of `secrets`: their lengths, their alphabets, their bounds; no two alike."""

import os
import secrets


def only(text: str, alphabet: str) -> bool:
    return all(character in alphabet for character in text)


URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

for size in (0, 1, 2, 3, 16, 31, 32, 100):
    print(size, len(secrets.token_bytes(size)), len(secrets.token_hex(size)), len(secrets.token_urlsafe(size)), len(os.urandom(size)))
print(len(secrets.token_bytes()), len(secrets.token_hex()), len(secrets.token_urlsafe()))
print(all(only(secrets.token_hex(20), "0123456789abcdef") for _ in range(50)))
print(all(only(secrets.token_urlsafe(20), URL_SAFE) for _ in range(50)))
print(len({secrets.token_hex(8) for _ in range(500)}))
print(sorted({secrets.randbelow(7) for _ in range(1000)}))
print(secrets.randbelow(1), secrets.randbits(0))
print(max(secrets.randbits(5) for _ in range(2000)), min(secrets.randbits(5) for _ in range(2000)))
print(0 <= secrets.randbits(63) < 2**63 - 1)
colours = ["red", "green", "blue"]
print(sorted({secrets.choice(colours) for _ in range(200)}))
print(secrets.compare_digest(b"secret", b"secret"), secrets.compare_digest(b"secret", b"secreT"), secrets.compare_digest(b"a", b"ab"))

ones = sum(bin(byte).count("1") for byte in os.urandom(100_000))
print("half of the bits are ones", abs(ones - 400_000) < 3000)
counts = [0] * 256
for byte in os.urandom(256_000):
    counts[byte] += 1
print("bytes are equally frequent", min(counts) > 800 and max(counts) < 1200)

for bound in (0, -3):
    try:
        secrets.randbelow(bound)
    except ValueError as error:
        print("ValueError", error)
nothing: list[int] = []
try:
    secrets.choice(nothing)
except IndexError as error:
    print("IndexError", error)
