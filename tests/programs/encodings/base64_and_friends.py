"""Base64, base32, hex, quoted-printable, run lengths, varints, UTF-8 by hand: encode and decode."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def b64encode(data: bytes) -> str:
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b"\0"), "big")
        quad = [ALPHABET[n >> s & 63] for s in (18, 12, 6, 0)]
        out.append("".join(quad[:len(chunk) + 1]).ljust(4, "="))
    return "".join(out)


def b64decode(text: str) -> bytes:
    if len(text) % 4:
        raise ValueError("Incorrect padding")
    out = bytearray()
    for i in range(0, len(text), 4):
        quad = text[i:i + 4]
        pad = quad.count("=")
        n = 0
        for c in quad.replace("=", "A"):
            n = n << 6 | ALPHABET.index(c)
        out += n.to_bytes(3, "big")[:3 - pad]
    return bytes(out)


def b32encode(data: bytes) -> str:
    bits = "".join(f"{b:08b}" for b in data)
    bits += "0" * (-len(bits) % 5)
    text = "".join(BASE32[int(bits[i:i + 5], 2)] for i in range(0, len(bits), 5))
    return text + "=" * (-len(text) % 8)


def varint(n: int) -> bytes:
    out = bytearray()
    while True:
        low = n & 0x7F
        n >>= 7
        out.append(low | 0x80 if n else low)
        if not n:
            return bytes(out)


def unvarint(data: bytes, at: int = 0) -> tuple[int, int]:
    n = shift = 0
    for i, byte in enumerate(data[at:], at):
        n |= (byte & 0x7F) << shift
        if byte < 0x80:
            return n, i + 1
        shift += 7
    raise EOFError("truncated varint")


def zigzag(n: int) -> int:
    return n << 1 ^ n >> 63


def utf8(c: str) -> bytes:
    n = ord(c)
    if n < 0x80:
        return bytes([n])
    if n < 0x800:
        return bytes([0xC0 | n >> 6, 0x80 | n & 63])
    if n < 0x10000:
        return bytes([0xE0 | n >> 12, 0x80 | n >> 6 & 63, 0x80 | n & 63])
    return bytes([0xF0 | n >> 18, 0x80 | n >> 12 & 63, 0x80 | n >> 6 & 63, 0x80 | n & 63])


def quoted_printable(text: str) -> str:
    return "".join(chr(b) if 33 <= b <= 126 and b != 61 or b == 32 else f"={b:02X}" for b in text.encode())


def percent(text: str, safe: str = "-_.~") -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in safe) else "".join("%%%02X" % b for b in c.encode()) for c in text)


def unpercent(text: str) -> str:
    out, i = bytearray(), 0
    while i < len(text):
        if text[i] == "%":
            out.append(int(text[i + 1:i + 3], 16))
            i += 3
        else:
            out += text[i].encode()
            i += 1
    return out.decode()


MORSE = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
BACK = {v: k for k, v in MORSE.items()}
for raw in (b"", b"f", b"fo", b"foo", b"foobar", bytes(range(250, 256))):
    e = b64encode(raw)
    print(raw, e, b64decode(e) == raw, b32encode(raw))
for n in (0, 1, 127, 128, 300, 2**32, 2**62):
    v = varint(n)
    print(n, v.hex(), unvarint(v), end="; ")
print([zigzag(n) for n in (0, -1, 1, -2, 2147483647)])
for bad in ("abc", "a*=="):
    try:
        b64decode(bad)
    except ValueError as error:
        print(error)
try:
    unvarint(b"\x80\x80")
except EOFError as error:
    print(error)
sample = "aé日😀"
print(b"".join(map(utf8, sample)) == sample.encode(), quoted_printable("café = ok"), percent("a b/ü?"), unpercent(percent("a b/ü?")))
print(" ".join(MORSE[c] for c in "SOS"), "".join(BACK[c] for c in ".... . .-.. .-.. ---".split()), "".join(f"{b:02x}" for b in b"\x00\xff"))
