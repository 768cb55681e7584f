"""Values in the manner of ASN.1's DER: a tag, a length of one or more bytes, and a content that may be such values again."""
from __future__ import annotations

from typing import Union

Value = Union[None, bool, int, str, bytes, list["Value"]]
BOOLEAN, INTEGER, OCTETS, NULL, TEXT, SEQUENCE = 0x01, 0x02, 0x04, 0x05, 0x0C, 0x30


def length_of(content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def encode(value: Value) -> bytes:
    if value is None:
        tag, content = NULL, b""
    elif isinstance(value, bool):
        tag, content = BOOLEAN, b"\xff" if value else b"\0"
    elif isinstance(value, int):
        tag, content = INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True)
    elif isinstance(value, str):
        tag, content = TEXT, value.encode()
    elif isinstance(value, bytes):
        tag, content = OCTETS, value
    else:
        tag, content = SEQUENCE, b"".join(map(encode, value))
    return bytes((tag,)) + length_of(content) + content


class Decoder:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        piece = self.data[self.at:self.at + count]
        if len(piece) < count:
            raise EOFError(f"{count} bytes wanted at {self.at}, {len(piece)} left")
        self.at += count
        return piece

    def value(self) -> Value:
        tag, size = self.take(2)
        if size & 0x80:
            size = int.from_bytes(self.take(size & 0x7F), "big")
        content = self.take(size)
        match tag:
            case 0x05:
                return None
            case 0x01:
                return content != b"\0"
            case 0x02:
                return int.from_bytes(content, "big", signed=True)
            case 0x0C:
                return content.decode()
            case 0x04:
                return content
            case 0x30:
                inner, items = Decoder(content), list[Value]()
                while inner.at < size:
                    items.append(inner.value())
                return items
            case other:
                raise ValueError(f"unknown tag {other:#04x} at {self.at - size}")


def depth(value: Value) -> int:
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


samples: list[Value] = [None, True, False, 0, 127, 128, -128, -129, 2**62, "", "naïve", b"\0\1", [], [1, [2, [3, "three"]], b"x" * 3], "long " * 60, [b"y" * 200, None]]
for sample in samples:
    data = encode(sample)
    back = Decoder(data).value()
    print(f"{len(data):4} {data.hex()[:40]:40} {type(back).__name__:8} {back == sample} {depth(back)} {str(back)[:30]}")
everything = encode(samples)
print(len(everything), everything[:6].hex(" "), Decoder(everything).value() == samples)
for wrong in (b"", b"\x02\x03\x01", b"\x30\x03\x0c\x05a", b"\x77\x00", b"\x0c\x01\xff", b"\x04\x82\x01"):
    try:
        print(Decoder(wrong).value())
    except (EOFError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
