"""match over commands, JSON-like values, shapes, tokens and tuples: guards, captures, or-patterns, classes with __match_args__."""
from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Direction(Enum):
    NORTH = "n"
    SOUTH = "s"


class Point(NamedTuple):
    x: int
    y: int


@dataclass
class Circle:
    centre: Point
    radius: float


@dataclass
class Box:
    corner: Point
    width: float
    height: float = 1.0


class Segment:
    __match_args__ = ("start", "end")

    def __init__(self, start: Point, end: Point) -> None:
        self.start, self.end = start, end


Shape = Circle | Box | Segment | Point


def describe(shape: Shape) -> str:
    match shape:
        case Circle(Point(0, 0), radius=r):
            return f"circle at the origin, r={r}"
        case Circle(radius=r) if r <= 0:
            return "no circle"
        case Circle(Point(x=cx), r):
            return f"circle at x={cx}, r={r}"
        case Box(_, w, h) if w == h:
            return f"square of {w}"
        case Box(Point(x, y), width=w):
            return f"box {w} wide at {x},{y}"
        case Segment(Point(a, b), Point(c, d)):
            return f"segment of {math.dist((a, b), (c, d)):.2f}"
        case Point(0, y) | Point(y, 0):
            return f"point on an axis, {y}"
        case Point():
            return f"point {shape}"


def command(line: str) -> str:
    match line.lower().split():
        case []:
            return "nothing"
        case ["go", ("n" | "s") as short]:
            return f"going {Direction(short).name}"
        case ["go", *_]:
            return "go where?"
        case ["take", thing] | ["pick", "up", thing]:
            return f"taken: {thing}"
        case ["put", *things, "in", box] if len(things) > 1:
            return f"{len(things)} things in {box}"
        case ["put", thing, "in" | "on" as where, place]:
            return f"{thing} {where} {place}"
        case [verb, *rest]:
            return f"cannot {verb} {' '.join(rest) or 'anything'}"
    return "?"


Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def summary(value: Json) -> str:
    match value:
        case None:
            return "null"
        case True | False:
            return f"bool {value}"
        case int(n) | float(n) if n < 0:
            return f"negative {n}"
        case int():
            return f"int {value}"
        case float(f):
            return f"float {f:g}"
        case "":
            return "empty text"
        case str(text):
            return f"text of {len(text)}"
        case []:
            return "empty list"
        case [only]:
            return f"just {summary(only)}"
        case [first, *_, last]:
            return f"{summary(first)} to {summary(last)}"
        case {"type": "error", "code": int(code)}:
            return f"error {code} of {len(value)}"
        case {"items": list(items)}:
            return f"{len(items)} items"
        case {}:
            return f"dict of {len(value)}"
    return "?"


def fizz(n: int) -> str:
    match n % 3, n % 5:
        case 0, 0:
            return "FizzBuzz"
        case 0, _:
            return "Fizz"
        case _, 0:
            return "Buzz"
        case _:
            return str(n)


def turn(facing: Direction, by: int) -> str:
    match (facing, by):
        case (Direction.NORTH, 180 | -180) | (Direction.SOUTH, 0):
            return "south"
        case (Direction.NORTH | Direction.SOUTH as d, 0):
            return d.name.lower()
        case (_, angle) if angle % 90:
            return f"no {angle}"
        case _:
            return "sideways"


for shape in (Circle(Point(0, 0), 2.0), Circle(Point(3, 1), 2.5), Circle(Point(1, 1), -1.0), Box(Point(1, 2), 1.0), Box(Point(1, 2), 5.0),
              Segment(Point(0, 0), Point(3, 4)), Point(0, 7), Point(7, 0), Point(2, 3)):
    print(describe(shape))
for line in ("", "go N", "go west", "take lamp", "pick up lamp", "put a b c in bag", "put a on table", "dance", "sing a song"):
    print(command(line), end="; ")
print()
values: list[Json] = [None, True, -3, 4, 2.5, -0.5, "", "abc", [], [1], [1, "x", None], {"type": "error", "code": 7, "why": "x"}, {"items": [1, 2]}, {}, {"a": {}}]
print(*map(summary, values), sep=" | ")
print(*map(fizz, range(1, 16)), turn(Direction.NORTH, 180), turn(Direction.SOUTH, 0), turn(Direction.NORTH, 0), turn(Direction.SOUTH, 45), turn(Direction.SOUTH, 90))
