"""The generated `__init__`, `__repr__` and `__eq__`, with defaults and factories."""
from dataclasses import dataclass, field


@dataclass
class Point:
    x: int
    y: int = 3
    tags: list[str] = field(default_factory=list)

    def norm(self) -> int:
        return self.x * self.x + self.y * self.y


@dataclass
class Settings:
    name: str
    ratio: float = 1.0
    verbose: bool = False
    limits: tuple[int, int] = (1, 10)
    parent: "Settings | None" = None
    weights: dict[str, float] = field(default_factory=lambda: {"a": 1.5})
    secret: str = field(default="hidden", repr=False)


@dataclass
class Empty:
    pass


p = Point(1)
p.tags.append("a")
print(p, p.norm(), p == Point(1, 3, ["a"]), p == Point(1), p != Point(2))
print(Point(1), Point(y=5, x=2), Point(1).tags is Point(1).tags)
p.y += 4
print(repr(p), f"{p}", [Point(1), Point(2, 2)])
s = Settings("root", 2.5)
child = Settings("child", parent=s, limits=(0, 5), verbose=True)
print(s)
print(child)
child.weights["b"] = 2.0
print(child.weights, Settings("x").weights, child.secret)
print(s == Settings("root", 2.5), s == child, child == child)
print(Empty(), Empty() == Empty())
items: list[object] = [p, s, 3, Empty()]
print(items.index(s), items[0] == Point(1, 7, ["a"]), items)
try:
    hash(p)
except TypeError as error:
    print(error)
