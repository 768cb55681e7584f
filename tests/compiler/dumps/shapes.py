"""What mypy knows of each name."""
from collections.abc import Iterable


class Circle:
    def __init__(self, radius: float) -> None:
        self.radius = radius
        self.name: str | None = None

    def area(self) -> float:
        return 3.0 * self.radius ** 2


def total(shapes: Iterable[Circle]) -> float:
    result = 0.0
    for number, shape in enumerate(shapes):
        result += shape.area()
        label = shape.name or f"shape {number}"
        print(label)
    return result


circles = [Circle(1.0), Circle(2.0)]
by_radius = {circle.radius: circle for circle in circles}
print(total(by_radius.values()))
