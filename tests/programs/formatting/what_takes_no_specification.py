"""Specifications for what takes none are a TypeError; None, unions and truth values in fields; complex numbers with # and z."""
from typing import Callable
class C: pass
class D:
    def __str__(self) -> str: return "D!"
def tr(f: Callable[[], str]) -> None:
    try: print(repr(f()))
    except TypeError as e: print(e)
tr(lambda: format([1], ">5"))
tr(lambda: format((1, 2), ">5"))
tr(lambda: format({1: 2}, "x"))
tr(lambda: f"{D():>5}")
tr(lambda: f"{None:>5}")

tr(lambda: f"{range(3):>5}")
tr(lambda: f"{[1]}{D()}{None}")
tr(lambda: "{:>5}".format([1]))
tr(lambda: "{:>5}".format(D()))
tr(lambda: "{!s:>5}".format(D()))
def opt(x: int | None) -> str: return f"{x:>5}"
tr(lambda: opt(3)); tr(lambda: opt(None))
xs: list[object] = [1, "a", None, [1], 2.5, (1,), D(), True]
for x in xs: tr(lambda: f"{x:>6}")
s = "^7"
for x in xs: tr(lambda: f"{x:{s}}")
s = ""
for x in xs: tr(lambda: format(x, s)) if not isinstance(x, D) else None
b = True
tr(lambda: format(b, s)); tr(lambda: f"{b:{s}}"); tr(lambda: f"{b:5}"); tr(lambda: f"{b:d}"); tr(lambda: "{:{}}".format(b, s))
from enum import Enum, IntEnum
class E(Enum):
    A = 1
class N(IntEnum):
    A = 1
tr(lambda: f"{ValueError('a'):>5}")
for spec in ("#", "+#", "z", "z#", "5,", "#14,", "#.3g", "x", "0x", "*=%", "020", "=10", "é>#20"):
    for number in (1 + 2j, -0.5j, complex(-0.0, -0.0), 1e20 + 1e-7j, complex(float("nan"), float("inf"))):
        try:
            print(f"{number:{spec}}", end="|")
        except ValueError as error:
            print(error, end="|")
    print()
for spec in ("", "5", "d", "q", "5dd", "s", "x>7", "+.1f", "c"):
    try:
        print(repr(format(True, spec)), f"{False:{spec}}")
    except ValueError as error:
        print(error)
