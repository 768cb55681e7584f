class Vector:
    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: "Vector") -> "Vector":
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: int) -> "Vector":
        return Vector(self.x * factor, self.y * factor)

    def __rmul__(self, factor: int) -> "Vector":
        return self * factor

    def __neg__(self) -> "Vector":
        return Vector(-self.x, -self.y)

    def __iadd__(self, other: "Vector") -> "Vector":
        self.x += other.x
        self.y += other.y
        return self

    def __call__(self, scale: int) -> int:
        return scale * (self.x + self.y)

    def __repr__(self) -> str:
        return f"({self.x}, {self.y})"


a, b = Vector(1, 2), Vector(10, 20)
kept = a
print(a + b, b - a, a * 3, 4 * b, -a, a(100))
a += b
print(a, kept, kept is a)
