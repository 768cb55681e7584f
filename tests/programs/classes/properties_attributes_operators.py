from __future__ import annotations


class Temperature:
    def __init__(self, celsius: float) -> None:
        self._c = celsius
        self.log: list[str] = []

    @property
    def celsius(self) -> float:
        """In degrees."""
        return self._c

    @celsius.setter
    def celsius(self, value: float) -> None:
        if value < -273.15:
            raise ValueError(f"too cold: {value}")
        self.log.append(f"{self._c}->{value}")
        self._c = value

    @celsius.deleter
    def celsius(self) -> None:
        self.log.append("deleted")
        self._c = 0.0

    @property
    def fahrenheit(self) -> float:
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, f: float) -> None:
        self.celsius = (f - 32) * 5 / 9


t = Temperature(20.0)
t.celsius = 25.0
t.celsius += 5
print(t.celsius, t.fahrenheit, t.log)
t.fahrenheit = 212
print(t.celsius)
try:
    t.celsius = -300.0
except ValueError as e:
    print(e)
del t.celsius
print(t.celsius, t.log)


class Counter:
    total = 0
    names: list[str] = []
    limit = 3

    def __init__(self, name: str) -> None:
        Counter.total += 1
        self.names.append(name)
        self.name = name

    def raise_limit(self) -> None:
        self.limit += 10


class Special(Counter):
    limit = 5


a, b, c = Counter("a"), Counter("b"), Special("c")
print(Counter.total, Special.total, a.names, a.names is Special.names)
a.raise_limit()
c.raise_limit()
print(a.limit, b.limit, c.limit, Counter.limit, Special.limit)


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    def __repr__(self) -> str:
        return f"Vector({self.x}, {self.y})"

    def __add__(self, o: Vector) -> Vector: return Vector(self.x + o.x, self.y + o.y)
    def __sub__(self, o: Vector) -> Vector: return Vector(self.x - o.x, self.y - o.y)
    def __mul__(self, k: float) -> Vector: return Vector(self.x * k, self.y * k)
    def __rmul__(self, k: float) -> Vector: return self * k
    def __truediv__(self, k: float) -> Vector: return Vector(self.x / k, self.y / k)
    def __matmul__(self, o: Vector) -> float: return self.x * o.x + self.y * o.y
    def __neg__(self) -> Vector: return Vector(-self.x, -self.y)
    def __pos__(self) -> Vector: return self
    def __abs__(self) -> float: return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self) -> bool: return self.x != 0 or self.y != 0
    def __iadd__(self, o: Vector) -> Vector:
        self.x += o.x
        self.y += o.y
        return self
    def __eq__(self, o: object) -> bool: return isinstance(o, Vector) and (self.x, self.y) == (o.x, o.y)
    def __round__(self, n: int = 0) -> Vector: return Vector(round(self.x, n), round(self.y, n))
    def __getitem__(self, i: int) -> float: return (self.x, self.y)[i]
    def __len__(self) -> int: return 2
    def __format__(self, spec: str) -> str: return f"<{self.x:{spec}}|{self.y:{spec}}>" if spec else str(self)
    def __int__(self) -> int: return int(self.x)
    def __float__(self) -> float: return self.x
    def __contains__(self, v: float) -> bool: return v == self.x or v == self.y


v, w = Vector(3.0, 4.0), Vector(1.0, 0.5)
print(v + w, v - w, v * 2, 2 * v, v / 2, v @ w, -v, +v, abs(v), bool(v), bool(Vector(0, 0)))
v += w
print(v, v == Vector(4.0, 4.5), v != w, round(Vector(1.26, 3.14), 1), v[0], len(v), f"{v:.2f}", f"{v}", int(v), float(v), 4 in v, [x for x in v] if False else "")
try:
    print(hash(v))
except TypeError as e:
    print(e)


class Bits:
    def __init__(self, n: int) -> None:
        self.n = n
    def __and__(self, o: Bits) -> Bits: return Bits(self.n & o.n)
    def __or__(self, o: Bits) -> Bits: return Bits(self.n | o.n)
    def __xor__(self, o: Bits) -> Bits: return Bits(self.n ^ o.n)
    def __invert__(self) -> Bits: return Bits(~self.n)
    def __lshift__(self, k: int) -> Bits: return Bits(self.n << k)
    def __rshift__(self, k: int) -> Bits: return Bits(self.n >> k)
    def __index__(self) -> int: return self.n
    def __mod__(self, k: int) -> int: return self.n % k
    def __floordiv__(self, k: int) -> int: return self.n // k
    def __divmod__(self, k: int) -> tuple[int, int]: return divmod(self.n, k)
    def __pow__(self, k: int) -> Bits: return Bits(self.n ** k)
    def __ior__(self, o: Bits) -> Bits:
        self.n |= o.n
        return self
    def __rsub__(self, k: int) -> int: return k - self.n
    def __str__(self) -> str: return f"Bits({self.n:b})"


p, q = Bits(12), Bits(10)
print(p & q, p | q, p ^ q, ~p, p << 2, p >> 1, p % 5, p // 5, divmod(p, 5), q ** 2, 100 - p)
p |= q
print(p, "x", "ab" * 2, "y")
