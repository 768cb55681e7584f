from __future__ import annotations


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __repr__(self) -> str:
        return f"Money({self.cents})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents == other.cents

    def __lt__(self, other: Money) -> bool:
        return self.cents < other.cents

    def __le__(self, other: Money) -> bool:
        return self.cents <= other.cents

    def __hash__(self) -> int:
        return hash(self.cents)

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __radd__(self, other: int) -> Money:
        return Money(self.cents + other)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __mul__(self, factor: int) -> Money:
        return Money(self.cents * factor)

    def __rmul__(self, factor: int) -> Money:
        return self * factor

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __abs__(self) -> Money:
        return Money(abs(self.cents))

    def __bool__(self) -> bool:
        return self.cents != 0

    def __int__(self) -> int:
        return self.cents // 100

    def __float__(self) -> float:
        return self.cents / 100

    def __format__(self, spec: str) -> str:
        return format(self.cents / 100, spec or ".2f") + "$"


class Grid:
    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.cells: dict[tuple[int, int], str] = {}

    def __getitem__(self, at: tuple[int, int]) -> str:
        x, y = at
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise IndexError(f"outside: {at}")
        return self.cells.get(at, ".")

    def __setitem__(self, at: tuple[int, int], value: str) -> None:
        self.cells[at] = value

    def __delitem__(self, at: tuple[int, int]) -> None:
        del self.cells[at]

    def __contains__(self, value: str) -> bool:
        return value in self.cells.values()

    def __len__(self) -> int:
        return self.width * self.height

    def __iter__(self) -> Rows:
        return Rows(self)

    def __str__(self) -> str:
        return "|".join(self)


class Rows:
    def __init__(self, grid: Grid) -> None:
        self.grid, self.y = grid, 0

    def __iter__(self) -> Rows:
        return self

    def __next__(self) -> str:
        if self.y == self.grid.height:
            raise StopIteration
        self.y += 1
        return "".join([self.grid[x, self.y - 1] for x in range(self.grid.width)])


class Total:
    def __init__(self) -> None:
        self.value = 0

    def __iadd__(self, amount: int) -> Total:
        self.value += amount
        return self

    def __enter__(self) -> Total:
        self.value += 1000
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        print("exit", kind is None, kind is not None and kind.__name__, error)
        return isinstance(error, KeyError)


a, b = Money(150), Money(-20)
print(a + b, a - b, a * 3, 3 * a, -a, abs(b), bool(Money(0)), int(a), float(a), f"{a} {b:.1f}", sum([a, b], Money(0)), 5 + a)
print(a == Money(150), a != Money(150), a == 150, a != "x", a < b, a <= a, a > b, b >= a, sorted([a, b, Money(7)]), max(a, b), min([a, b]))
print({a: 1, Money(150): 2}, a in [Money(150)], Money(3) in {Money(3)}, hash(a) == hash(150))
a += b
print(a, (a, b) < (a, Money(0)), [a] == [Money(130)], (1, a) == (1, Money(130)))
grid = Grid(3, 2)
grid[1, 0] = "x"
grid[2, 1] = "y"
grid[2, 1] += "z"
print(grid[1, 0], grid[0, 0], "x" in grid, "q" in grid, len(grid), list(grid), str(grid), [row for row in grid])
del grid[1, 0]
print("x" in grid, "".join(grid))
try:
    print(grid[5, 5])
except IndexError as error:
    print(error)
total = Total()
total += 5
with total as entered:
    entered += 1
    print(entered.value, entered is total)
with total:
    raise KeyError("swallowed")
try:
    with total:
        raise ValueError("passes")
except ValueError as error:
    print("caught", error)
for x, row in enumerate(grid):
    print(x, row)
