class Positive(int):
    def __new__(cls, value: int) -> "Positive":
        if value <= 0:
            raise ValueError(f"{value} is not positive")
        return super().__new__(cls, value)

    def __repr__(self) -> str:
        return f"Positive({int(self)})"

class Lang(str):
    code: str
    def __new__(cls, text: str, code: str = "en") -> "Lang":
        self = super().__new__(cls, text.strip())
        self.code = code
        return self

class Celsius(float):
    def __add__(self, other: float) -> "Celsius":
        return Celsius(super().__add__(other))
    def __repr__(self) -> str:
        return f"{super().__repr__()}C"
    def __lt__(self, other: float) -> bool:
        print("lt")
        return super().__lt__(other)

class Pair(tuple[int, str]):
    @property
    def number(self) -> int:
        return self[0]
    def swapped(self) -> tuple[str, int]:
        return self[1], self[0]

class Vec(tuple[float, ...]):
    def dot(self, other: "Vec") -> float:
        return sum(a * b for a, b in zip(self, other))
    def __add__(self, other: object) -> "Vec":  # type: ignore[override]
        assert isinstance(other, Vec)
        return Vec(a + b for a, b in zip(self, other))

class Point(tuple[int, int]):
    def __new__(cls, x: int, y: int) -> "Point":
        return super().__new__(cls, (x, y))
    @property
    def x(self) -> int:
        return self[0]
    @property
    def y(self) -> int:
        return self[1]
    def __repr__(self) -> str:
        return f"Point(x={self.x}, y={self.y})"

class Blob(bytes):
    def checksum(self) -> int:
        return sum(self) & 0xFF

p = Positive(4)
print(p, repr(p), p + 1, [p], str(p), f"{p}", f"{p:03d}")
try:
    Positive(-3)
except ValueError as error:
    print(error)
l = Lang("  hallo ", "de")
print(l, l.code, l == "hallo", repr(l), len(l), l.title())
c = Celsius(20.5)
print(c, c + 1, [c], sorted([c, Celsius(3)]), c < 30, max(c, Celsius(50)))
q = Pair((3, "x"))
print(q, q.number, q.swapped(), len(q), q == (3, "x"), hash(q) == hash((3, "x")), q < (4, "a"))
n, s = q
print(n, s, q[1], [x for x in q], 3 in q)
v = Vec([1.0, 2.0, 3.0])
print(v, v.dot(Vec([4, 5, 6])), v + v, v[0], v[1:], len(v), list(v), v == (1.0, 2.0, 3.0), bool(Vec()))
pt = Point(3, 4)
print(pt, pt.x, pt.y, pt == (3, 4), {pt: 1}[pt], str(pt), isinstance(pt, tuple))
a, b = pt
print(a + b, *pt)
bl = Blob(b"abc")
print(bl, bl.checksum(), bl.hex(), bl[0], bl[1:], bl + b"d", len(bl), bl == b"abc")
for ch in Lang("abc"):
    print(ch, end=" ")
print()
print(Lang("x").join(["a", "b"]), "-".join([Lang("p"), Lang("q")]), Lang("a,b").split(","))
print("%s %d %5.1f" % (Lang("z"), p, c), "{} {!r}".format(l, p), int("5") + p, divmod(Positive(17), 5), Positive(2) ** 3, 7 // Positive(2), 2 ** Positive(3), Positive(6) & 3, ~Positive(2))
