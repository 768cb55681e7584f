class Point:
    def __init__(self, x: int, y: int = 0) -> None:
        self.x = x
        self.y = y

    def moved(self, dx: int, dy: int) -> "Point":
        return Point(self.x + dx, self.y + dy)

    def distance(self, other: "Point") -> int:
        return abs(self.x - other.x) + abs(self.y - other.y)


p = Point(1, 2)
q = p.moved(dx=3, dy=4)
p.x += 10
print(p.x, p.y, q.x, q.y, p.distance(q), Point(7).y)
same = p
same.y = 99
print(p.y, p is same, p is q, p == q, p != q)
points = [Point(i, i * i) for i in range(4)]
print([point.y for point in points], sum([point.x for point in points]))
