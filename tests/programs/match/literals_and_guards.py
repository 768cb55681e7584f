"""Literal patterns of all kinds, wildcards, alternatives and guards; the first case that fits wins."""

from typing import Final

LIMIT: Final = 100


def number(n: int) -> str:
    match n:
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 1 | 2 | 3:
            return "small"
        case x if x < 0:
            return f"negative {x}"
        case x if x > 1_000_000:
            return "huge"
        case 0x10 | 0b100000:
            return "a power of two"
        case _:
            return "some"


def word(text: str) -> int:
    match text:
        case "":
            return 0
        case "yes" | "y" | "ja":
            return 1
        case "no" as answer if len(answer) == 2:
            return 2
        case "größe":
            return 3
    return -1


def header(data: bytes) -> str:
    match data:
        case b"GET":
            return "read"
        case b"PUT" | b"POST":
            return "write"
        case _:
            return repr(data)


def flag(value: bool | None) -> str:
    match value:
        case True:
            return "on"
        case False:
            return "off"
        case None:
            return "unknown"


def fraction(x: float) -> str:
    match x:
        case 0.5:
            return "half"
        case -1.5:
            return "minus one and a half"
        case 2:
            return "two"
        case other:
            return f"{other:.2f}"


for n in (0, -1, 2, -7, 2_000_000, 16, 32, 33):
    print(n, number(n))
for text in ("", "y", "ja", "no", "größe", "none"):
    print(repr(text), word(text))
for data in (b"GET", b"POST", b"\x00HEAD"):
    print(header(data))
print(flag(True), flag(False), flag(None))
for x in (0.5, -1.5, 2.0, 3.14159):
    print(fraction(x))

calls: list[int] = []


def subject() -> int:
    calls.append(1)
    return 42


match subject():
    case 41:
        print("no")
    case 42 if len(calls) > 5:
        print("not yet")
    case found:
        print("found", found, "after", len(calls), "call")
print(found)
