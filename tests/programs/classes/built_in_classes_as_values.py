"""Classes of built-in types as values that are called and compared."""

from __future__ import annotations

from collections.abc import Callable


def parse(kind: type[int], texts: list[str]) -> list[int]:
    return [kind(text) for text in texts]


t: type[int] = int
print(t("5"), t, t(), t("ff", 16), parse(int, ["1", "2"]))
s: type[str] = str
print(s(5), s.__name__, s() == "")
f: type[float] = float
print(f("2.5"), f(3))


def convert(kind: type[int] | type[float] | type[str], text: str) -> int | float | str:
    if kind is int:
        return int(text)
    if kind is float:
        return float(text)
    return text


print(convert(int, "12"), convert(float, "1.5"), convert(str, "x"))


def shape(x: object) -> str:
    if type(x) is list:
        return "list"
    if type(x) == dict:
        return "dict"
    if type(x) is tuple:
        return "tuple"
    if type(x) in (int, float):
        return "number"
    if type(x) is not set:
        return "no set"
    return "set"


class Rows(list[int]):
    pass


for value in ([1], ["a"], {"a": 1}, {1: 2.0}, (1, 2), (), {1, 2}, 3, 2.5, True, "text", None, Rows(), frozenset({1})):
    print(shape(value), type(value).__name__)


class Box:
    def __init__(self, n: int) -> None:
        self.n = n

    def again(self) -> Box:
        return type(self)(self.n + 1)


class Crate(Box):
    pass


print(type(Crate(1).again()).__name__, Crate(1).again().n, Box(1).again().again().n)
parsers: dict[str, Callable[[str], object]] = {"int": int, "float": float, "str": str, "upper": str.upper, "len": len}
print({name: parser("12") for name, parser in parsers.items()})
fields: list[tuple[str, Callable[[str], object]]] = [("age", int), ("size", float)]
print({name: make(text) for (name, make), text in zip(fields, ["30", "1.80"])})
