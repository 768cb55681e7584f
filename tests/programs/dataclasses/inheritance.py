"""Fields of bases come first; a field of the same name takes its place; defaults may be overridden."""
from dataclasses import dataclass, field


@dataclass
class Shape:
    name: str
    color: str = "black"
    notes: list[str] = field(default_factory=list)

    def describe(self) -> str:
        return f"{self.name} in {self.color}"

    def area(self) -> float:
        return 0.0


@dataclass
class Rectangle(Shape):
    width: float = 1.0
    height: float = 1.0

    def area(self) -> float:
        return self.width * self.height


@dataclass
class Square(Rectangle):
    color: str = "red"
    side: float = 2.0

    def __post_init__(self) -> None:
        self.width = self.height = self.side


class Plain(Rectangle):
    """Not decorated: it takes everything from its base."""

    def describe(self) -> str:
        return "plain " + super().describe()


@dataclass
class Counted(Shape):
    def __init__(self, count: int) -> None:
        super().__init__(f"shape {count}")
        self.count = count


shapes: list[Shape] = [Shape("dot"), Rectangle("door", "brown", ["wood"], 2.0, 3.5), Square("tile"), Plain("p", width=4.0), Counted(7)]
for shape in shapes:
    print(shape, shape.describe(), shape.area())
print(Rectangle("a") == Rectangle("a"), Shape("a") == Rectangle("a"), Rectangle("a") == Plain("a"), Plain("a") == Plain("a"))
print([isinstance(s, Rectangle) for s in shapes])
