from dataclasses import dataclass, replace


@dataclass
class Shape:
    name: str


@dataclass
class Square(Shape):
    side: int = 1


def renamed(shape: Shape) -> Shape:
    return replace(shape, name="new")


print(renamed(Square("old")))
