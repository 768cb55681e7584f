from __future__ import annotations


class Shape:
    kind = "shape"

    def __init__(self, name: str) -> None:
        self.name = name


class Circle(Shape):
    def __init__(self, radius: float) -> None:
        super().__init__("circle")
        self.radius = radius

    def area(self) -> float:
        return 3.0 * self.radius * self.radius


class Square(Shape):
    side: float

    @property
    def label(self) -> str:
        return f"square {self.name}"

    def area(self) -> float:
        return self.side ** 2


class Dog:
    def bark(self) -> str:
        return "woof"


class Cat:
    def meow(self) -> str:
        return "meow"


def sound(animal: Dog | Cat) -> str:
    if hasattr(animal, "bark"):
        return animal.bark()
    return animal.meow()


def describe(x: object) -> str:
    if hasattr(x, "name"):
        return f"named {x.name}"
    if hasattr(x, "__len__"):
        return "sized"
    return "nothing"


circle = Circle(2.0)
square = Square("s")
print(getattr(circle, "radius"), getattr(circle, "kind"), getattr(circle, "radius", 1.0))
print(getattr(circle, "weight", None), getattr(circle, "weight", 7))
print(hasattr(square, "side"), getattr(square, "side", -1.0))
setattr(square, "side", 3.0)
print(hasattr(square, "side"), getattr(square, "side", -1.0), getattr(square, "label"))
delattr(square, "side")
try:
    getattr(square, "side")
except AttributeError as error:
    print("missing", error)
shapes: list[Shape] = [circle, square, Shape("plain")]
for shape in shapes:
    print(shape.name, hasattr(shape, "radius"), getattr(shape, "radius", None), hasattr(shape, "area"), hasattr(shape, "label"))
    if hasattr(shape, "radius"):
        print("  radius", shape.radius, shape.radius * 2)
    if hasattr(shape, "area"):
        print("  area", shape.area())
    radius = getattr(shape, "radius", 0.0)
    total: float = radius + 1
    print("  ", total)
for animal in (Dog(), Cat()):
    print(sound(animal))
pets: list[Dog | Cat] = [Dog(), Cat()]
print([sound(p) for p in pets])
things: list[object] = [circle, [1, 2], "text", 5, None, {}, Dog()]
for thing in things:
    print(describe(thing), hasattr(thing, "append"), hasattr(thing, "__iter__"), hasattr(thing, "bark"))
print(describe(circle), describe("x"), describe(4))
maybe: Shape | None = shapes[1] if len(shapes) > 1 else None
print(getattr(maybe, "name", "nobody"), getattr(None, "name", "nobody"))
for x in things:
    print(getattr(x, "name", "?"), end=" ")
print()
try:
    print(getattr(things[3], "name"))
except AttributeError as error:
    print(error)
