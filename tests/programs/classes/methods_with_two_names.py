"""`__rmul__ = __mul__`: one method, two names."""
from __future__ import annotations


class Vector:
    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    def __mul__(self, k: float) -> Vector:
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"<{self.x}, {self.y}>"

    __str__ = __repr__

    def size(self) -> float:
        return abs(self.x) + abs(self.y)

    length = norm = size


v = Vector(1.0, 2.0)
print(v * 2.0, 3.0 * v, str(v), repr(v), v.size(), v.length(), v.norm())
