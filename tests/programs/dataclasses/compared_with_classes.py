"""Dataclasses compared with classes and other values; `__class__` of values of several types."""

from dataclasses import dataclass
@dataclass
class C:
    x: int
    o: object = None
def show(o: object) -> None:
    print(C(1) == o, o == C(1))
show(int)
show(C)
show(C(1))
print(C(1, C) == C(1, C), C(1, C(2)) == C(1, int))
print(C(1).__class__, type(C))
def kinds(o: object, u: int | str | None, f: float | None) -> None:
    print(o.__class__, o.__class__.__name__, u.__class__.__name__, f.__class__.__name__, o.__class__ is type(o))
kinds(3, 4, 2.5)
kinds("x", None, None)
kinds(C(3), "s", 1.0)
print((3).__class__, "x".__class__, (1, 2).__class__, [1].__class__, None.__class__, 2.5.__class__.__name__)
