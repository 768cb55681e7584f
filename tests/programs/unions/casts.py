# cast() gives the value itself, at the type that it names.
from typing import cast, Optional, Sequence, Any, TypedDict, Protocol, Callable, Iterable
class A:
    def __init__(self) -> None:
        self.x = 1
class D(A):
    def __init__(self) -> None:
        super().__init__()
        self.z = 3.5
class B:
    def __init__(self) -> None:
        self.y = "text"
class M(TypedDict):
    k: int
class HasX(Protocol):
    x: int
a: A = D()
print(cast(D, a).z, cast(A, D()).x, cast("D", a).z)
def maybe(f: bool) -> A | None:
    return D() if f else None
print(cast(A, maybe(True)).x, cast(D, maybe(True)).z, cast(Optional[A], maybe(False)), cast(Optional[D], maybe(False)))
o: object = D()
print(cast(D, o).z, cast(Sequence[int], [3, 4])[0], cast(HasX, a).x)
m = cast(M, {"k": 3})
print(m["k"], m)
d = cast(dict[str, int], {"a": 1})
print(d)
print(cast(float, 2.5), cast(str, "s"), cast(int | str, 3), list(cast(Iterable[int], (1, 2))))
u: int | str = "abc"
print(cast(str, u).upper())
def f(x: int) -> int:
    return x + 1
print(cast(Callable[[int], int], f)(2))
