"""The types of the values that generated programs compute with."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzzing.classes import ClassShape


@dataclass(frozen=True)
class Kind:
    """A type as an annotation writes it. `name` is that of the class or form; `items` are what stands in brackets."""

    name: str
    items: tuple[Kind, ...] = ()
    shape: ClassShape | None = field(default=None, compare=False)
    """What a class of the program has; None for built-in ones."""

    def __str__(self) -> str:
        if self.name == "optional":
            return f"{self.items[0]} | None"
        if self.name == "union":
            return " | ".join(map(str, self.items))
        if self.name == "function":
            return f"Callable[[{', '.join(map(str, self.items[:-1]))}], {self.items[-1]}]"
        return f"{self.name}[{', '.join(map(str, self.items))}]" if self.items else self.name


INT, FLOAT, BOOL, STR, BYTES = (Kind(name) for name in ("int", "float", "bool", "str", "bytes"))
PLAIN = (INT, INT, INT, STR, STR, BOOL, FLOAT, BYTES)
KEYS = (INT, STR, STR, INT, BOOL, BYTES, Kind("tuple", (INT, STR)))


def list_of(item: Kind) -> Kind:
    return Kind("list", (item,))


def set_of(item: Kind) -> Kind:
    return Kind("set", (item,))


def dict_of(key: Kind, value: Kind) -> Kind:
    return Kind("dict", (key, value))


def tuple_of(*items: Kind) -> Kind:
    return Kind("tuple", items)


def optional(kind: Kind) -> Kind:
    return Kind("optional", (kind,))


def union(*kinds: Kind) -> Kind:
    return Kind("union", kinds)


def function(*kinds: Kind) -> Kind:
    """Of parameters and, last, the result."""
    return Kind("function", kinds)


def ordered(kind: Kind) -> bool:
    """Whether `<` and `sorted` take its values in both lives, and the order has no holes."""
    if kind.name in ("list", "tuple"):
        return all(map(ordered, kind.items))
    return kind in (INT, STR, BOOL, BYTES)


def any_kind(random: Random, depth: int = 2) -> Kind:
    """Any built-in type."""
    if depth == 0 or random.random() < 0.5:
        return random.choice(PLAIN)
    inner = any_kind(random, depth - 1)
    match random.randrange(9):
        case 0 | 1 | 2:
            return list_of(inner)
        case 3 | 4:
            return dict_of(random.choice(KEYS), inner)
        case 5:
            return set_of(random.choice(KEYS))
        case 6:
            return tuple_of(inner, *(any_kind(random, depth - 1) for _ in range(random.randrange(3))))
        case 7:
            return optional(inner) if inner.name not in ("optional", "union") else inner
        case _:
            return union(*random.sample([INT, STR, BYTES, list_of(INT), tuple_of(INT, STR)], random.randint(2, 3)))


def has_set(kind: Kind) -> bool:
    """Whether what it prints depends on the order of a set."""
    return kind.name == "set" or any(map(has_set, kind.items))
