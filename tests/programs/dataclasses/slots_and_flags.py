"""`slots`, `eq=False`, `repr=False`, `init=False`, `unsafe_hash`, methods of one's own win."""
from dataclasses import dataclass


@dataclass(slots=True)
class Pixel:
    x: int
    y: int
    shade: float = 0.5


@dataclass(eq=False)
class Node:
    value: int


@dataclass(repr=False)
class Quiet:
    value: int

    def __str__(self) -> str:
        return f"quiet {self.value}"


@dataclass(init=False)
class Custom:
    left: int
    right: int

    def __init__(self, total: int) -> None:
        self.left = total // 2
        self.right = total - self.left


@dataclass(unsafe_hash=True)
class Mutable:
    key: str
    count: int = 0


@dataclass
class Own:
    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.name.lower() == other.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())


print(Pixel(1, 2), Pixel(1, 2) == Pixel(1, 2, 0.5))
n = Node(1)
print(n, n == n, n == Node(1), hash(n) == hash(n), len({n, Node(1), n}))
print(str(Quiet(3)), Quiet(3) == Quiet(3))
print(Custom(7), Custom(7) == Custom(7))
m = Mutable("k")
print({m: 1}, hash(m) == hash(("k", 0)))
print(Own("A"), Own("A") == Own("a"), {Own("x"), Own("X")})
