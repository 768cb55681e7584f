"""`cached_property`: computed at the first use, then kept with the object."""
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")


class Circle:
    def __init__(self, radius: float) -> None:
        self.radius = radius
        self.computed = 0

    @cached_property
    def area(self) -> float:
        """The area."""
        self.computed += 1
        print("computing")
        return 3.0 * self.radius ** 2

    @cached_property
    def name(self) -> str | None:
        print("naming")
        return None if self.radius < 1 else f"circle {self.radius}"


class Ring(Circle):
    def __init__(self, radius: float, inner: float) -> None:
        super().__init__(radius)
        self.inner = inner

    @cached_property
    def area(self) -> float:
        return super().area - 3.0 * self.inner ** 2


@dataclass
class Document:
    text: str

    @cached_property
    def words(self) -> list[str]:
        return self.text.split()

    @cached_property
    def index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word, []).append(place)
        return found


class Box(Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self.items = items

    @cached_property
    def last(self) -> T:
        print("last of", len(self.items))
        return self.items[-1]


class Broken:
    tries = 0

    @cached_property
    def value(self) -> int:
        self.tries += 1
        if self.tries < 2:
            raise ValueError("not yet")
        return self.tries


c = Circle(2.0)
print(c.area, c.area, c.computed)
print(c.name, c.name, Circle(0.5).name)
shapes: list[Circle] = [c, Ring(3.0, 1.0)]
print([s.area for s in shapes], [s.area for s in shapes])
d = Document("to be or not to be")
print(d.index, d.words is d.words, d)
d.index["new"] = [9]
print(len(d.index), d == Document("to be or not to be"))
b = Box([1, 2, 3])
print(b.last + b.last)
b.items.append(4)
print(b.last, Box(["x"]).last)
broken = Broken()
try:
    print(broken.value)
except ValueError as error:
    print(error)
print(broken.value, broken.value)
