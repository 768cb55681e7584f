"""Enumerations as values: their text says what they are."""
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum
class Color(Enum):
    RED = 1
class N(IntEnum):
    A = 1
class F(Flag):
    X = 1
class S(StrEnum):
    Q = "q"
class G(IntFlag):
    Y = 1
class Plain: pass
print(Color, type(Color.RED), repr(N), str(F), f"{S}", "%s" % G, [Color, N], Plain, type(Plain()))
def show(c: type[Enum]) -> None:
    print(c, c.__name__)
show(Color); show(F)
o: list[object] = [Color, Plain, int, N, type(S.Q)]
print(o)
kinds: list[type] = [Color, int, N, Plain, str]
for k in kinds: print(k, f"{k!r:>20}", str(k))
d: dict[type, int] = {Color: 1, int: 2}
print(d)
print(type(F.X), type(N.A).__name__)
def who(x: object) -> str: return f"{type(x)}"
print(who(Color.RED), who(N.A), who(3), who(Plain()) )
