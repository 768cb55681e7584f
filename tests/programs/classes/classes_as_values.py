from __future__ import annotations


class Shape:
    """A shape."""
    sides = 0

    def __init__(self, size: int) -> None:
        self.size = size

    @classmethod
    def unit(cls) -> Shape:
        return cls(1)

    @classmethod
    def title(cls) -> str:
        return f"{cls.__name__} with {cls.sides}"

    @staticmethod
    def motto() -> str:
        return "shape"

    def describe(self) -> str:
        return f"{type(self).__name__}({self.size})"

    def copy(self) -> Shape:
        return type(self)(self.size + 1)


class Triangle(Shape):
    sides = 3

    @staticmethod
    def motto() -> str:
        return "three"


class Square(Shape):
    sides = 4

    def __init__(self, size: int) -> None:
        super().__init__(size * 10)

    @classmethod
    def title(cls) -> str:
        return "Square! " + super().title()


classes: list[type[Shape]] = [Shape, Triangle, Square]
for cls in classes:
    thing = cls(2)
    print(thing.describe(), cls.title(), cls.sides, cls.unit().describe(), cls.motto(), cls.__name__, cls is Square, cls == Triangle)
registry: dict[str, type[Shape]] = {c.__name__: c for c in classes}
print(registry["Square"](3).describe(), sorted(registry))
counts: dict[type[Shape], int] = {}
for item in [Square(1), Triangle(2), Square(3)]:
    counts[type(item)] = counts.get(type(item), 0) + 1
print(counts[Square], counts[Triangle], Shape in counts)
print(Triangle(4).copy().describe(), Square(1).copy().describe())
t = Triangle(1)
print(t.title(), t.motto(), t.unit().describe(), type(t) is Triangle, type(t) == Shape, t.__class__ is Triangle, t.__class__.__name__)
print(issubclass(Square, Shape), issubclass(Shape, Square), issubclass(type(t), (Square, Triangle)), issubclass(bool, int))
print(Shape.__name__, Shape.__qualname__, Shape.__module__, Shape.__doc__, Square)
print(classes)


def make(cls: type[Shape], n: int) -> Shape:
    return cls(n)


print(make(Square, 2).describe(), make(Triangle, 2).describe())


class Outer:
    class Inner:
        level = 2

        def __init__(self) -> None:
            self.a = 1

    def make(self) -> Outer.Inner:
        return Outer.Inner()


print(Outer.Inner.__qualname__, Outer().make().a, Outer.Inner.level, Outer.Inner)
kinds: tuple[type[ValueError], type[KeyError]] = (ValueError, KeyError)
for exc in kinds:
    try:
        raise exc("boom")
    except (ValueError, KeyError) as err:
        print(type(err).__name__, err)
