"""`callable()` of all kinds of values; isinstance() and issubclass() with classes and tuples of classes that are only known when the program runs."""

from __future__ import annotations

from typing import Callable


class Shape:
    pass


class Circle(Shape):
    def __call__(self) -> str:
        return "round"


class Square(Shape):
    pass


def area() -> float:
    return 1.5


def kind_of(value: object) -> str:
    return "can be called" if callable(value) else "cannot be called"


print(callable(Shape), callable(Circle()), callable(Square()), callable(3), callable(area), callable(len), callable(lambda: 1), callable(Circle().__call__))
print([kind_of(value) for value in (3, "text", None, Circle(), Square(), [1])])
shapes: list[Shape] = [Circle(), Square(), Shape()]
print([callable(shape) for shape in shapes])
later: Callable[[], float] | None = area if len(shapes) > 2 else None
print(callable(later))


def tests(value: object, kind: type, kinds: tuple[type, ...]) -> None:
    print(isinstance(value, kind), isinstance(value, kinds), isinstance(value, type))


tests(3, int, (str, float))
tests(True, int, (Shape,))
tests(Circle(), Shape, (Square, int))
tests("text", str, (Shape, str))
tests(2.5, object, (int, object))
tests(Circle, type, (type,))


def below(kind: type, kinds: tuple[type, ...], other: type) -> None:
    print(issubclass(kind, kinds), issubclass(kind, other), issubclass(kind, (Shape, int)), issubclass(kind, object))


below(Circle, (Square, int), Shape)
below(bool, (int,), int)
below(int, (Shape, str), bool)
below(Shape, (Circle,), object)
below(ValueError, (Exception, str), OSError)
KINDS = (Shape, str)
print(issubclass(Circle, KINDS), issubclass(int, KINDS), issubclass(str, KINDS), isinstance(Square(), KINDS))


def found(wanted: type[Shape], among: list[Shape]) -> list[str]:
    return [type(shape).__name__ for shape in among if issubclass(type(shape), wanted)]


print(found(Circle, shapes), found(Shape, shapes), issubclass(type(shapes[1]), Square))
print(isinstance(Shape, type), isinstance(3, type), isinstance(int, type), type(Shape), type(type(shapes[0])))
