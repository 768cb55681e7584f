"""`match` on unions: built-in classes, lists and tuples inside them; mypy's narrowing is what the body sees."""

from typing import Union

Json = Union[None, bool, int, float, str]


def kind(value: int | str | float | list[int] | None) -> str:
    match value:
        case None:
            return "nothing"
        case int(n) if n < 0:
            return f"negative {-n}"
        case int():
            return f"int {value + 1}"
        case str("magic"):
            return "the word"
        case str(text):
            return f"str of {len(text)}"
        case float(x):
            return f"float {x / 2}"
        case [first, *rest]:
            return f"list {first} {rest}"
        case []:
            return "empty list"
    return "something else"


def scalar(value: Json) -> str:
    match value:
        case None:
            return "null"
        case True:
            return "true"
        case False:
            return "false"
        case int() | float() as number:
            return str(number)
        case str() as text:
            return f'"{text}"'


def area(size: int | tuple[int, int]) -> int:
    match size:
        case (width, height):
            return width * height
        case side:
            return side * side


def both(a: int | str, b: int | str) -> str:
    match a, b:
        case int(x), int(y):
            return f"sum {x + y}"
        case str(x), str(y):
            return x + y
        case (int(n), str(s)) | (str(s), int(n)):
            return s * n
    return "?"


def anything(value: object) -> str:
    match value:
        case int(n):
            return f"number {n}"
        case "hello" | "hi":
            return "greeting"
        case str(s):
            return s.upper()
        case _:
            return "unknown"


values: list[int | str | float | list[int] | None] = [None, -4, 41, "magic", "word", 3.0, [1, 2, 3], []]
for value in values:
    print(kind(value))
scalars: list[Json] = [None, True, False, 7, 2.5, "x"]
print([scalar(s) for s in scalars])
print(area(5), area((3, 4)))
print(both(1, 2), both("a", "b"), both(3, "x"), both("y", 2))
things: list[object] = [5, "hi", "word", 2.5, None]
print([anything(t) for t in things])
