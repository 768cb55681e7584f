from abc import ABC, abstractmethod
from typing import Generic, TypeVar

T = TypeVar("T")


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    def describe(self) -> str:
        return f"{type(self).__name__} of {self.area():.2f}"


class Comparable:
    def key(self) -> float:
        raise NotImplementedError

    def __lt__(self, other: "Comparable") -> bool:
        return self.key() < other.key()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Comparable) and self.key() == other.key()

    def __hash__(self) -> int:
        return hash(self.key())


class Logged:
    log: list[str] = []

    def note(self, text: str) -> None:
        self.log.append(f"{type(self).__name__}: {text}")


class Square(Shape, Comparable, Logged):
    def __init__(self, side: float) -> None:
        self.side = side
        self.note(f"side {side}")

    def area(self) -> float:
        return self.side ** 2

    def key(self) -> float:
        return self.area()


class Circle(Comparable, Shape):
    def __init__(self, radius: float) -> None:
        self.radius = radius

    def area(self) -> float:
        return 3.0 * self.radius * self.radius

    def key(self) -> float:
        return self.area()


class Holder(Generic[T]):
    def __init__(self, item: T) -> None:
        super().__init__()
        self.item = item

    def get(self) -> T:
        return self.item


class Tagged:
    def __init__(self) -> None:
        self.tag = "none"


class TaggedInt(Holder[int], Tagged):
    def twice(self) -> int:
        return 2 * self.get()


class TaggedText(Tagged, Holder[str]):
    def __init__(self, item: str) -> None:
        Tagged.__init__(self)
        Holder.__init__(self, item)
        self.tag = item.upper()


shapes: list[Shape] = [Square(2.0), Circle(1.0), Square(1.0)]
for s in shapes:
    print(s.describe(), isinstance(s, Comparable), isinstance(s, Logged))
things: list[Comparable] = [Square(2.0), Circle(1.0), Square(1.0), Circle(2.0)]
things.sort()
print([t.key() for t in things])
print(min(things).key(), Square(2.0) == Square(2.0), Square(1.0) == Circle(1.0), len({Square(1.0), Square(1.0)}))
print(Logged.log)
i = TaggedInt(21)
t = TaggedText("abc")
print(i.twice(), i.tag, i.item, t.get(), t.tag)
holders: list[Tagged] = [i, t]
for h in holders:
    print(h.tag, isinstance(h, Holder), isinstance(h, TaggedInt))
