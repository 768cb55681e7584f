"""The operators as functions (Python documentation, `operator`).

`itemgetter`, `attrgetter` and `methodcaller` become a `lambda` before the program is compiled (`function_types.py`): there the compiler knows their types.
"""

from __future__ import annotations

from builtins import abs as _abs
from typing import Any, Callable, Iterable, ParamSpec, Protocol, Sized, TypeVar, overload

A = TypeVar("A")
N = TypeVar("N", int, float)
K = TypeVar("K")
V = TypeVar("V")
T_contra = TypeVar("T_contra", contravariant=True)
U_contra = TypeVar("U_contra", contravariant=True)
P = ParamSpec("P")
R = TypeVar("R")
V_co = TypeVar("V_co", covariant=True)
S_add = TypeVar("S_add", bound="_Adds")
S_sub = TypeVar("S_sub", bound="_Subtracts")
S_mul = TypeVar("S_mul", bound="_Multiplies")
S_floordiv = TypeVar("S_floordiv", bound="_Divides")
S_mod = TypeVar("S_mod", bound="_LeavesRest")
S_and_ = TypeVar("S_and_", bound="_Ands")
S_or_ = TypeVar("S_or_", bound="_Ors")
S_xor = TypeVar("S_xor", bound="_Xors")
S_lshift = TypeVar("S_lshift", bound="_ShiftsLeft")
S_rshift = TypeVar("S_rshift", bound="_ShiftsRight")
S_matmul = TypeVar("S_matmul", bound="_MultipliesMatrices")
S_neg = TypeVar("S_neg", bound="_Negates")
S_pos = TypeVar("S_pos", bound="_HasPlus")
S_invert = TypeVar("S_invert", bound="_Inverts")
S_lt = TypeVar("S_lt", bound="_Has_lt")
S_le = TypeVar("S_le", bound="_Has_le")
S_gt = TypeVar("S_gt", bound="_Has_gt")
S_ge = TypeVar("S_ge", bound="_Has_ge")


class _Adds(Protocol):
    def __add__(self: S_add, other: S_add, /) -> S_add: ...


class _Subtracts(Protocol):
    def __sub__(self: S_sub, other: S_sub, /) -> S_sub: ...


class _Multiplies(Protocol):
    def __mul__(self: S_mul, other: S_mul, /) -> S_mul: ...


class _Divides(Protocol):
    def __floordiv__(self: S_floordiv, other: S_floordiv, /) -> S_floordiv: ...


class _LeavesRest(Protocol):
    def __mod__(self: S_mod, other: S_mod, /) -> S_mod: ...


class _Ands(Protocol):
    def __and__(self: S_and_, other: S_and_, /) -> S_and_: ...


class _Ors(Protocol):
    def __or__(self: S_or_, other: S_or_, /) -> S_or_: ...


class _Xors(Protocol):
    def __xor__(self: S_xor, other: S_xor, /) -> S_xor: ...


class _ShiftsLeft(Protocol):
    def __lshift__(self: S_lshift, other: S_lshift, /) -> S_lshift: ...


class _ShiftsRight(Protocol):
    def __rshift__(self: S_rshift, other: S_rshift, /) -> S_rshift: ...


class _MultipliesMatrices(Protocol):
    def __matmul__(self: S_matmul, other: S_matmul, /) -> S_matmul: ...


class _Has_lt(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


class _Has_le(Protocol):
    def __le__(self, other: Any, /) -> bool: ...


class _Has_gt(Protocol):
    def __gt__(self, other: Any, /) -> bool: ...


class _Has_ge(Protocol):
    def __ge__(self, other: Any, /) -> bool: ...


class _Negates(Protocol):
    def __neg__(self: S_neg) -> S_neg: ...


class _HasPlus(Protocol):
    def __pos__(self: S_pos) -> S_pos: ...


class _Inverts(Protocol):
    def __invert__(self: S_invert) -> S_invert: ...


# -- order and equality ------------------------------------------------------------------------------------------------

def eq(a: object, b: object, /) -> bool:
    """a == b"""
    return a == b


def ne(a: object, b: object, /) -> bool:
    """a != b"""
    return a != b


def lt(a: S_lt, b: S_lt, /) -> bool:
    """a < b"""
    return a < b


def le(a: S_le, b: S_le, /) -> bool:
    """a <= b"""
    return a <= b


def gt(a: S_gt, b: S_gt, /) -> bool:
    """a > b"""
    return a > b


def ge(a: S_ge, b: S_ge, /) -> bool:
    """a >= b"""
    return a >= b


# -- truth and identity ------------------------------------------------------------------------------------------------

def not_(a: object, /) -> bool:
    """not a"""
    return not a


def truth(a: object, /) -> bool:
    """Whether a is true."""
    return bool(a)


def is_(a: object, b: object, /) -> bool:
    """a is b"""
    return a is b


def is_not(a: object, b: object, /) -> bool:
    """a is not b"""
    return a is not b


# -- numbers -----------------------------------------------------------------------------------------------------------

def add(a: S_add, b: S_add, /) -> S_add:
    """a + b"""
    return a + b


def sub(a: S_sub, b: S_sub, /) -> S_sub:
    """a - b"""
    return a - b


@overload
def mul(a: S_mul, b: S_mul, /) -> S_mul: ...
@overload
def mul(a: str, b: int, /) -> str: ...
@overload
def mul(a: list[V], b: int, /) -> list[V]: ...
def mul(a: A, b: K, /) -> A:
    """a * b"""
    return a * b  # type: ignore[operator,no-any-return]


def floordiv(a: S_floordiv, b: S_floordiv, /) -> S_floordiv:
    """a // b"""
    return a // b


def mod(a: S_mod, b: S_mod, /) -> S_mod:
    """a % b"""
    return a % b


def and_(a: S_and_, b: S_and_, /) -> S_and_:
    """a & b"""
    return a & b


def or_(a: S_or_, b: S_or_, /) -> S_or_:
    """a | b"""
    return a | b


def xor(a: S_xor, b: S_xor, /) -> S_xor:
    """a ^ b"""
    return a ^ b


def lshift(a: S_lshift, b: S_lshift, /) -> S_lshift:
    """a << b"""
    return a << b


def rshift(a: S_rshift, b: S_rshift, /) -> S_rshift:
    """a >> b"""
    return a >> b


def matmul(a: S_matmul, b: S_matmul, /) -> S_matmul:
    """a @ b"""
    return a @ b


def truediv(a: float, b: float, /) -> float:
    """a / b"""
    return a / b


def pow(a: N, b: N, /) -> N:
    """a ** b"""
    result: N = a ** b
    return result


def neg(a: S_neg, /) -> S_neg:
    """-a"""
    return -a


def pos(a: S_pos, /) -> S_pos:
    """+a"""
    return +a


def invert(a: S_invert, /) -> S_invert:
    """~a"""
    return ~a


def abs(a: N, /) -> N:
    """The absolute value."""
    return _abs(a)


def index(a: int, /) -> int:
    """a as a whole number."""
    return a


# -- containers --------------------------------------------------------------------------------------------------------

def concat(a: S_add, b: S_add, /) -> S_add:
    """a + b, for sequences"""
    return a + b


def contains(a: Iterable[object], b: object, /) -> bool:
    """b in a (the other way round)"""
    return b in a


def countOf(a: Iterable[object], b: object, /) -> int:
    """How often b occurs in a."""
    count = 0
    for item in a:
        if item == b:
            count += 1
    return count


def indexOf(a: Iterable[object], b: object, /) -> int:
    """Where b occurs first in a."""
    for place, item in enumerate(a):
        if item == b:
            return place
    raise ValueError("sequence.index(x): x not in sequence")


class _Gets(Protocol[T_contra, V_co]):
    def __getitem__(self, key: T_contra, /) -> V_co: ...


def getitem(a: _Gets[K, V], b: K, /) -> V:
    """a[b]"""
    return a[b]


class _Sets(Protocol[T_contra, U_contra]):
    def __setitem__(self, key: T_contra, value: U_contra, /) -> None: ...


def setitem(a: _Sets[K, V], b: K, c: V, /) -> None:
    """a[b] = c"""
    a[b] = c


class _Deletes(Protocol[T_contra]):
    def __delitem__(self, key: T_contra, /) -> None: ...


def delitem(a: _Deletes[K], b: K, /) -> None:
    """del a[b]"""
    del a[b]


def itemgetter(*items: object) -> Callable[[Any], Any]:
    """What gives `item[i]` for one key, a tuple for several."""
    return (lambda obj: obj[items[0]]) if len(items) == 1 else lambda obj: tuple(obj[item] for item in items)


def attrgetter(*names: str) -> Callable[[Any], Any]:
    """What gives an attribute, also `"one.of.another"`; a tuple for several."""
    raise TypeError("attrgetter() is written by the compiler")


def methodcaller(name: str, /, *args: object, **kwargs: object) -> Callable[[Any], Any]:
    """What calls the method of this name."""
    raise TypeError("methodcaller() is written by the compiler")


inv = invert


# -- operators that may change their first argument --------------------------------------------------------------------

def iadd(a: S_add, b: S_add, /) -> S_add:
    """a += b, and a"""
    a += b
    return a


def isub(a: S_sub, b: S_sub, /) -> S_sub:
    """a -= b, and a"""
    a -= b
    return a


def ifloordiv(a: S_floordiv, b: S_floordiv, /) -> S_floordiv:
    """a //= b, and a"""
    a //= b
    return a


def imod(a: S_mod, b: S_mod, /) -> S_mod:
    """a %= b, and a"""
    a %= b
    return a


def iand(a: S_and_, b: S_and_, /) -> S_and_:
    """a &= b, and a"""
    a &= b
    return a


def ior(a: S_or_, b: S_or_, /) -> S_or_:
    """a |= b, and a"""
    a |= b
    return a


def ixor(a: S_xor, b: S_xor, /) -> S_xor:
    """a ^= b, and a"""
    a ^= b
    return a


def ilshift(a: S_lshift, b: S_lshift, /) -> S_lshift:
    """a <<= b, and a"""
    a <<= b
    return a


def irshift(a: S_rshift, b: S_rshift, /) -> S_rshift:
    """a >>= b, and a"""
    a >>= b
    return a


def imatmul(a: S_matmul, b: S_matmul, /) -> S_matmul:
    """a @= b, and a"""
    a @= b
    return a


@overload
def imul(a: S_mul, b: S_mul, /) -> S_mul: ...
@overload
def imul(a: str, b: int, /) -> str: ...
@overload
def imul(a: list[V], b: int, /) -> list[V]: ...
def imul(a: A, b: K, /) -> A:
    """a *= b, and a"""
    a *= b  # type: ignore[operator]
    return a


def iconcat(a: S_add, b: S_add, /) -> S_add:
    """a += b of sequences, and a"""
    a += b
    return a


def length_hint(obj: Sized, default: int = 0, /) -> int:
    """How long it is."""
    return len(obj)


def call(obj: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """What the function gives for these arguments."""
    return obj(*args, **kwargs)
