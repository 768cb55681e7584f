from __future__ import annotations
from typing import Iterator, Optional, Callable
import threading
import copy

class UserId(int):
    pass

class OrderId(int):
    registry: dict[int, "OrderId"] = {}
    def __new__(cls, value: int, label: str = "") -> OrderId:
        self = super().__new__(cls, value)
        cls.registry[value] = self
        return self
    def __init__(self, value: int, label: str = "") -> None:
        self.label = label or f"order {value}"

class Tag(str):
    def shout(self) -> str:
        return self.upper() + "!"

class Ratio(float):
    def __repr__(self) -> str:
        return f"Ratio({float(self)!r})"

def ids() -> Iterator[int]:
    yield UserId(1)
    yield 2

def later(x: int) -> Callable[[], str]:
    def tell() -> str:
        return f"{x} {type(x).__name__}"
    return tell

def pick(first: bool) -> Optional[Tag]:
    return Tag("picked") if first else None

class Error(Exception):
    pass

print(UserId(1) < OrderId(2), UserId(3) == OrderId(3), [i + 1 for i in ids()])
o = OrderId(5, "five")
print(o.label, OrderId.registry[5].label, OrderId(6).label, OrderId.registry, o is OrderId.registry[5])
print(later(UserId(4))(), later(4)())
print(pick(True), pick(False), f"{pick(True)}", [pick(True), pick(False)])
t = pick(True)
print(t.shout() if t else "none", t or "x", t and t.shout())
try:
    raise Error(Tag("boom"))
except Error as error:
    print(error, error.args)
x = UserId(3) if t else 4
print(x, UserId(3) if x else UserId(5))
def work(tag: Tag, out: list[Tag]) -> None:
    out.append(Tag(tag + "2"))
out: list[Tag] = []
th = threading.Thread(target=work, args=(Tag("w"), out))
th.start(); th.join()
print(out, copy.copy(out), copy.deepcopy(out)[0].shout())
print(Ratio(0.5), str(Ratio(0.5)), [Ratio(2)], f"{Ratio(0.25):.0%}", f"{Ratio(1)}", Ratio(1) + 1, -Ratio(2), Ratio("1.5"), Ratio(3).is_integer(), Ratio(1.5).as_integer_ratio())
print(UserId("12"), UserId("ff", 16), UserId(True), UserId(3.9), UserId(), Tag(), Tag(5), Tag(b"x", "ascii"), repr(Tag(None)))
d: dict[object, str] = {UserId(1): "a", "k": "b", Tag("z"): "c", 2.0: "d"}
print(d[1], d["z"], d[Tag("k")], d[UserId(2)], d)
s: set[int] = {UserId(1), 1, 2}
print(len(s), UserId(2) in s, sorted(s))
u: int | str = UserId(9)
print(u, isinstance(u, int), isinstance(u, UserId), u + 1 if isinstance(u, int) else u)
v: object = Tag("obj")
if isinstance(v, str):
    print(v.upper(), len(v), v[0], isinstance(v, Tag))
nested: list[list[UserId]] = [[UserId(1)], [UserId(2), UserId(3)]]
print(nested, sum(len(n) for n in nested), max(max(n) for n in nested), sum(n[0] for n in nested), sum([UserId(1)], UserId(5)))
a, *b = Tag("xyz")
print(a, b, "".join(reversed(Tag("abc"))), Tag("b") > "a", "a" < Tag("b"), Tag("a") in "cab", "b" in Tag("abc"), Tag("a") + Tag("b"))
for i, ch in enumerate(Tag("hi")):
    print(i, ch, end=";")
print(list(zip(Tag("ab"), [UserId(1), UserId(2)])), any(map(bool, [UserId(0), UserId(1)])), list(filter(None, [UserId(0), UserId(2)])))
print(pow(UserId(2), 3), divmod(UserId(7), UserId(2)), UserId(7) // 2, UserId(1) << 4, 2 ** UserId(3), ~UserId(1), abs(UserId(-3)), round(UserId(15), -1), UserId(6) / 4, 7 % UserId(4))
print(int(UserId(3)) is not None, float(UserId(2)), complex if False else "", str(UserId(8)), bool(UserId(0)), hash(UserId(5)) == hash(5), chr(UserId(65)), hex(UserId(255)), "x" * UserId(3), [0] * UserId(2), [1, 2, 3][UserId(1)], "abc"[UserId(1):], list(range(UserId(2))), bytes([UserId(65)]), f"{UserId(5):>4}|{UserId(5):04b}|{UserId(1234567):,}")
