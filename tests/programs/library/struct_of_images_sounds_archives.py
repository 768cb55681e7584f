"""Files made by struct in memory: a bitmap with padded rows, a sound, an archive with checksums; each one is read back."""
from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

BITMAP = struct.Struct("<2sIHHI")
INFO = struct.Struct("<IiiHHIIiiII")
ENTRY = struct.Struct(">8sHIb?")


def bitmap(width: int, height: int, colour: Callable[[int, int], tuple[int, int, int]]) -> bytes:
    padding = bytes(-width * 3 % 4)
    rows = bytearray()
    for y in reversed(range(height)):
        for x in range(width):
            red, green, blue = colour(x, y)
            rows += struct.pack("3B", blue, green, red)
        rows += padding
    offset = BITMAP.size + INFO.size
    return (BITMAP.pack(b"BM", offset + len(rows), 0, 0, offset)
            + INFO.pack(INFO.size, width, height, 1, 24, 0, len(rows), 2835, 2835, 0, 0) + rows)


class Picture(NamedTuple):
    width: int
    height: int
    rows: list[list[tuple[int, int, int]]]


def read_bitmap(data: bytes) -> Picture:
    magic, size, _, _, offset = BITMAP.unpack_from(data)
    if magic != b"BM" or size != len(data):
        raise ValueError(f"not a bitmap: {magic!r}, {size} of {len(data)} bytes")
    _, width, height, planes, depth, *_ = INFO.unpack_from(data, BITMAP.size)
    stride = (width * 3 + 3) // 4 * 4
    rows = []
    for y in range(height):
        start = offset + (height - 1 - y) * stride
        rows.append([(r, g, b) for b, g, r in struct.iter_unpack("BBB", data[start:start + width * 3])])
    return Picture(width, height * planes, rows)


def sound(samples: list[int], rate: int) -> bytes:
    body = b"".join(struct.pack("<h", max(-32768, min(32767, sample))) for sample in samples)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(form) + 8 + len(body), b"WAVE") + form + struct.pack("<4sI", b"data", len(body)) + body


def chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        yield name.decode(), data[at + 8:at + 8 + size]
        at += 8 + size + size % 2


def checksum(data: bytes) -> int:
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


@dataclass
class Archive:
    files: dict[str, bytes]

    def pack(self) -> bytes:
        heads = b"".join(ENTRY.pack(name.encode(), len(data), checksum(data), -len(name), not data) for name, data in self.files.items())
        return struct.pack(">H", len(self.files)) + heads + b"".join(self.files.values())

    @classmethod
    def unpack(cls, data: bytes) -> Archive:
        (count,) = struct.unpack_from(">H", data)
        at = 2 + count * ENTRY.size
        files: dict[str, bytes] = {}
        for raw, size, check, length, empty in ENTRY.iter_unpack(data[2:at]):
            name = raw.rstrip(b"\0").decode()
            content = data[at:at + size]
            if checksum(content) != check or -length != len(name) or empty == bool(content):
                raise ValueError(f"{name} is damaged: {checksum(content):08x} is not {check:08x}")
            files[name] = content
            at += size
        return cls(files)


image = bitmap(5, 3, lambda x, y: (x * 60, y * 100, 255 - x * y))
picture = read_bitmap(image)
print(len(image), image[:30].hex(" "), BITMAP.size, INFO.size, ENTRY.size)
print(picture.width, picture.height, picture.rows[0], picture.rows[2][-1], len(picture.rows))
wave = sound([0, 12000, 40000, -7, -50000, 1], 8000)
print(len(wave), [(name, len(body)) for name, body in chunks(wave)], wave[:16])
for name, body in chunks(wave):
    print(name, struct.unpack("<HHIIHH", body) if name == "fmt " else [sample for (sample,) in struct.iter_unpack("<h", body)])
archive = Archive({"a.txt": b"Wikipedia", "empty": b"", "blob": bytes(range(256)) * 3})
packed = archive.pack()
print(len(packed), packed[:21], f"{checksum(b'Wikipedia'):08x}", f"{checksum(packed):08x}", Archive.unpack(packed) == archive)
damaged = bytearray(packed)
damaged[-1] ^= 0x10
for data, read in ((bytes(damaged), Archive.unpack), (packed[:9], Archive.unpack), (packed[:2], Archive.unpack)):
    try:
        print(read(data))
    except (ValueError, struct.error) as e:
        print(type(e).__name__, e)
for broken in (image[:-1], b"PK" + image[2:], image[:10]):
    try:
        print(read_bitmap(broken))
    except (ValueError, struct.error) as e:
        print(type(e).__name__, e)
