from typing import Literal, TypeGuard, Final, Union, Optional, cast, NewType, overload, ClassVar

Mode = Literal["r", "w"]
UserId = NewType("UserId", int)
Name = NewType("Name", str)
LIMIT: Final = 10


def open_mode(mode: Mode) -> str:
    if mode == "r":
        return "reading"
    else:
        return "writing"


def is_texts(values: list[object]) -> TypeGuard[list[str]]:
    return all(isinstance(v, str) for v in values)


def is_positive(x: int | str) -> TypeGuard[int]:
    return isinstance(x, int) and x > 0


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x: int | str) -> int | str:
    if isinstance(x, int):
        return x * 2
    return x + x


class Config:
    LEVELS: ClassVar[list[str]] = ["low", "high"]
    depth: Final[int]

    def __init__(self, depth: int) -> None:
        self.depth = depth


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    @overload
    def times(self, n: int) -> "Money": ...
    @overload
    def times(self, n: str) -> str: ...
    def times(self, n: "int | str") -> "Money | str":
        if isinstance(n, str):
            return n * self.cents
        return Money(self.cents * n)


print(open_mode("r"), open_mode("w"))
u = UserId(5)
print(u, u + 1, type(u).__name__, Name("bob").upper())
ids: dict[UserId, Name] = {UserId(1): Name("a")}
print(ids)
print(double(4), double("ab"), LIMIT)
print(is_positive(4), is_positive("x"))
v: int | str = 7
if is_positive(v):
    print(v + 1)
print(Config(3).depth, Config.LEVELS)
print(Money(3).times(4).cents, Money(3).times("x"))
o: object = "hello"
print(cast(str, o).upper())
n: Union[int, None] = 3
print(cast(int, n) + 1)
w: Optional[str] = None
print(w or "default")
level: Literal[1, 2, 3] = 2
print(level + 1, level == 2)
if type(o) is str:
    print("exactly str", o.upper())
b: object = True
print(type(b) is int, type(b) is bool, isinstance(b, int), type(b) == bool)
