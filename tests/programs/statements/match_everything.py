from dataclasses import dataclass
from enum import Enum
class Color(Enum):
    RED = 1
    BLUE = 2
@dataclass
class Point:
    x: int
    y: int
@dataclass
class Circle:
    center: Point
    radius: float
@dataclass
class Group:
    items: list["Shape"]
Shape = Point | Circle | Group
def describe(s: Shape) -> str:
    match s:
        case Point(0, 0):
            return "origin"
        case Point(x=0) | Point(y=0):
            return "on an axis"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Circle(Point(x, y), r) if r > 10:
            return f"big circle at {x},{y}"
        case Circle(radius=r):
            return f"circle {r:.1f}"
        case Group([]):
            return "empty group"
        case Group([only]):
            return f"group of {describe(only)}"
        case Group([first, *rest]):
            return f"{describe(first)} and {len(rest)} more"
        case _:
            return "point"
for s in (Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), Circle(Point(1, 1), 20), Circle(Point(0, 0), 2.55), Group([]), Group([Point(0, 0)]), Group([Circle(Point(0, 0), 1), Point(1, 1)])):
    print(describe(s))
def command(line: str) -> str:
    match line.split():
        case []:
            return "nothing"
        case ["quit" | "exit" | "q"]:
            return "bye"
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", other]:
            return f"cannot go {other}"
        case ["take", *items] if items:
            return "took " + ", ".join(items)
        case [verb, _, *_]:
            return f"too much for {verb}"
        case [word]:
            return f"what is {word}?"
        case _:
            return "?"
for line in ("", "q", "exit", "go north", "go up", "take a b", "take", "sing a song", "hm"):
    print(repr(line), command(line))
def literal(x: int | str | bool | None | Color | float) -> str:
    match x:
        case None:
            return "none"
        case True:
            return "true"
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case "a" | "b":
            return "letter"
        case 2.5:
            return "float"
        case Color.RED:
            return "red"
        case str(text):
            return f"text {text}"
        case int():
            return "int"
        case _:
            return "other"
print([literal(x) for x in (None, True, 0, -1, 5, "a", "zz", 2.5, Color.RED, Color.BLUE)])
def config(d: dict[str, int | str]) -> str:
    match d:
        case {"type": "point", "x": int(x), "y": int(y)}:
            return f"({x}, {y})"
        case {"type": str(kind), **rest}:
            return f"{kind} with {sorted(rest)}"
        case {}:
            return "no type"
print(config({"type": "point", "x": 1, "y": 2}), config({"type": "line", "a": 1}), config({"z": 1}), config({}))
