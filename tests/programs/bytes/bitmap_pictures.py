"""A small picture drawn into a bytearray, written as a BMP file with its headers, and read back."""
from __future__ import annotations

from dataclasses import dataclass, field

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
PALETTE: dict[str, Colour] = {".": BLACK, "r": (255, 0, 0), "g": (0, 160, 0), "w": (255, 255, 255)}


class BadPicture(ValueError):
    pass


@dataclass
class Picture:
    width: int
    height: int
    pixels: bytearray = field(default_factory=bytearray, repr=False)

    def __post_init__(self) -> None:
        if not self.pixels:
            self.pixels = bytearray(3 * self.width * self.height)

    def __setitem__(self, at: tuple[int, int], colour: Colour) -> None:
        x, y = at
        start = 3 * (y * self.width + x)
        self.pixels[start:start + 3] = bytes(colour)

    def __getitem__(self, at: tuple[int, int]) -> Colour:
        x, y = at
        red, green, blue = self.pixels[3 * (y * self.width + x):][:3]
        return red, green, blue

    def rows(self) -> list[bytes]:
        size = 3 * self.width
        return [bytes(self.pixels[start:start + size]) for start in range(0, len(self.pixels), size)]

    def to_bmp(self) -> bytes:
        padding = bytes(-3 * self.width % 4)
        body = b"".join(b"".join(row[i:i + 3][::-1] for i in range(0, len(row), 3)) + padding for row in reversed(self.rows()))
        info = b"".join(number.to_bytes(4, "little", signed=True) for number in (40, self.width, self.height))
        info += (1).to_bytes(2, "little") + (24).to_bytes(2, "little") + bytes(4) + len(body).to_bytes(4, "little") + bytes(16)
        return b"BM" + (14 + len(info) + len(body)).to_bytes(4, "little") + bytes(4) + (14 + len(info)).to_bytes(4, "little") + info + body

    @classmethod
    def from_bmp(cls, data: bytes) -> Picture:
        if not data.startswith(b"BM"):
            raise BadPicture(f"starts with {data[:2]!r}")
        size = int.from_bytes(data[2:6], "little")
        if size != len(data):
            raise BadPicture(f"{len(data)} bytes instead of {size}")
        start, width, height = (int.from_bytes(data[at:at + 4], "little") for at in (10, 18, 22))
        stride = (3 * width + 3) & ~3
        picture = cls(width, height)
        for y in range(height):
            row = data[start + (height - 1 - y) * stride:][:3 * width]
            for x in range(width):
                blue, green, red = row[3 * x:3 * x + 3]
                picture[x, y] = red, green, blue
        return picture


drawing = ["..rr.", ".rwr.", "grrrg"]
picture = Picture(len(drawing[0]), len(drawing))
for y, line in enumerate(drawing):
    for x, mark in enumerate(line):
        picture[x, y] = PALETTE[mark]
file = picture.to_bmp()
print(picture, len(file), file[:2], file[:14].hex(" "), file[14:54].hex(), sep="\n")
print(file[54:].hex(" ", 4))
again = Picture.from_bmp(file)
print(again == picture, again.pixels == picture.pixels, again[2, 1], again[0, 2], again[0, 0] == BLACK)
marks = {colour: mark for mark, colour in PALETTE.items()}
print("\n".join("".join(marks[again[x, y]] for x in range(again.width)) for y in range(again.height)))
again[2, 1] = PALETTE["g"]
print(again == picture, [i for i, (a, b) in enumerate(zip(again.pixels, picture.pixels)) if a != b])
for broken in (b"PNG" + file[3:], file[:-1], file + b"\0\0"):
    try:
        print(Picture.from_bmp(broken))
    except BadPicture as error:
        print(type(error).__name__, error)
try:
    picture[0, 0] = (0, 256, 0)
except ValueError as error:
    print(error, picture[0, 0])
