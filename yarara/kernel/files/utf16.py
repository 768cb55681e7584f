"""Names in UTF-16, as disks have them."""

from __future__ import annotations


def text_of(units: list[int]) -> str:
    """UTF-16 up to a zero; half a pair becomes the sign for what cannot be read."""
    characters: list[str] = []
    high = 0
    for unit in units:
        if unit == 0:
            break
        if high != 0 and 0xDC00 <= unit < 0xE000:
            characters[-1] = chr(0x10000 + (high - 0xD800 << 10) + unit - 0xDC00)
            high = 0
        else:
            high = unit if 0xD800 <= unit < 0xDC00 else 0
            characters.append("\ufffd" if 0xD800 <= unit < 0xE000 else chr(unit))
    return "".join(characters)


def units_of(name: str) -> list[int]:
    """The name in UTF-16."""
    units: list[int] = []
    for character in name:
        code = ord(character)
        if code >= 0x10000:
            units.append(0xD800 + (code - 0x10000 >> 10))
            code = 0xDC00 + (code & 0x3FF)
        units.append(code)
    return units
