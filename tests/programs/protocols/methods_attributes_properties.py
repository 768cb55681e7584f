from __future__ import annotations
from typing import Protocol, TypeVar, Generic, Callable, Iterator, runtime_checkable

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Named(Protocol):
    name: str


class HasArea(Protocol):
    @property
    def area(self) -> float: ...


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class Source(Protocol[T_co]):
    def get(self) -> T_co: ...


class Handler(Protocol):
    def __call__(self, text: str) -> str: ...


class File:
    def __init__(self, name: str) -> None:
        self.name = name
        self.open = True

    def close(self) -> None:
        self.open = False


class Square:
    def __init__(self, side: float) -> None:
        self.side = side
        self.name = "square"

    @property
    def area(self) -> float:
        return self.side * self.side


class Rect:
    def __init__(self, w: float, h: float) -> None:
        self.area = w * h
        self.name = "rect"


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item


class Repeater:
    def __call__(self, text: str) -> str:
        return text * 2


def shout(text: str) -> str:
    return text.upper()


def names(things: list[Named]) -> list[str]:
    return [t.name for t in things]


def total(shapes: list[HasArea]) -> float:
    return sum(s.area for s in shapes)


def take(source: Source[int]) -> int:
    return source.get() + 1


def use(handler: Handler) -> str:
    return handler("a") + handler("c")


class Comparable(Protocol):
    def __lt__(self, other: Comparable) -> bool: ...


class Greeter(Protocol):
    def greet(self) -> str:
        return "hello from the protocol"


class Explicit(Greeter):
    pass


print(names([File("f"), Square(2), Rect(1, 2)]))
print(total([Square(2.0), Rect(1.5, 2.5)]))
print(take(Box(4)))
print(use(shout), use(Repeater()))
things: list[object] = [File("f"), Square(1), 5, "x"]
for t in things:
    print(isinstance(t, Closeable))
    if isinstance(t, Closeable):
        t.close()
f = things[0]
if isinstance(f, File):
    print(f.open)
print(Explicit().greet())
sources: list[Source[object]] = [Box(1), Box("x"), Box([1])]
print([s.get() for s in sources])
class Visitor(Protocol):
    def visit(self, n: int) -> str: ...
class Even:
    def visit(self, n: int) -> str:
        return "even" if n % 2 == 0 else "odd"
class Sign:
    def visit(self, n: int) -> str:
        return "neg" if n < 0 else "pos"
vs: dict[str, Visitor] = {"e": Even(), "s": Sign()}
print({k: v.visit(-3) for k, v in vs.items()})
