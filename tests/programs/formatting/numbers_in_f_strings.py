"""f-strings with whole numbers between other text: any sign and size, other kinds of text beside them, several numbers, and what only looks like a number."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    LOW = 1
    HIGH = 7


class Celsius(int):
    def __str__(self) -> str:
        return f"{int(self)} degrees"


def count(log: list[str], value: int) -> int:
    log.append(str(value))
    return value


def describe(number: int, name: str, flag: bool) -> list[str]:
    return [
        f"{number}", f"n{number}", f"{number}!", f"<{number}>", f"{number} of {number}", f"{number}{number}", f"a{number}b{number}c", f"{name}{number}", f"{number}{name}",
        f"{name}: {number}", f"{name}{number}{name}", f"{number}, {number}, {number}", f"{flag}{number}", f"{number:5}|{number}", f"{number!r}:{number}", f"{number=}",
        f"{number + 1} after {number - 1 if number > 0 else number}", f"{name!r} {number}", f"{{{number}}}",
    ]


for number in (0, 7, -7, 10, 99, 100, 12345, -99999, 10 ** 12, 2 ** 63 - 1 - 1, -(2 ** 63) + 1):
    print(describe(number, "x", number > 0))
for name in ("", "é", "ünï", "日本", "😀", "plain"):
    print(describe(42, name, True)[7:11], f"{name}{-5}{name}", len(f"{name}{-5}{name}"))
print(f"{Level.HIGH} {Level.LOW:d} {Celsius(20)} {Celsius(20):d} {int(Celsius(3))}")
log: list[str] = []
print(f"{count(log, 1)} then {count(log, 2)}", f"{count(log, 3)}{log}", log)
many: dict[str, int] = {f"key{i}": i for i in range(500)}
print(sum(many[f"key{i}"] for i in range(0, 500, 7)), "key499" in many, hash("key77") == hash(f"key{77}"))
optional: int | None = 3
missing: int | None = None
print(f"{optional} {missing} {True}{False} {3.0}{3}")
