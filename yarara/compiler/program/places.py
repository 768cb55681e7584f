"""Where attributes lie when classes have several bases.

Two classes that have a common descendant must not use the same words for different attributes: the descendant's objects have both. And an
attribute of the same name in both is one attribute. Classes are taken from the top down; each of their attributes gets the lowest place that no
class related in this way uses. Holes in the objects of other classes are the price; a method pays nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mypy.nodes import TypeInfo, Var

from yarara.compiler.program import types
from yarara.compiler.program.types import Type

LARGEST_GENERIC = 16
"""Bytes kept for an attribute whose size depends on type arguments: enough for `int | None`."""


class Classes(Protocol):
    """What is asked of the program."""

    def all_classes(self) -> list[TypeInfo]: ...
    def descendants(self, info: TypeInfo) -> list[TypeInfo]: ...
    def kept_bases(self, info: TypeInfo) -> list[TypeInfo]: ...
    def stored_variables(self, info: TypeInfo) -> dict[str, Var]: ...
    def may_be_missing(self, info: TypeInfo, name: str) -> bool: ...
    def plain_type(self, variable: Var) -> Type | None: ...


@dataclass(frozen=True)
class Place:
    """Offset and size in bytes of one attribute; the word that notes whether it has a value follows it."""

    offset: int
    size: int
    may_be_missing: bool

    @property
    def flag(self) -> int:
        return self.offset + self.size

    @property
    def end(self) -> int:
        return self.offset + self.size + (types.WORD if self.may_be_missing else 0)


class Places:
    """The places of all attributes of classes that are related to one with several bases."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._places: dict[str, dict[str, Place]] = {}
        family = self._family()
        self._related = self._common_descendants(family)
        self._variables = {info: classes.stored_variables(info) for info in family}
        for info in family:
            self._places[info.fullname] = {}
        for info in sorted(family, key=lambda i: (i.module_name != "builtins", len(i.mro), i.fullname)):
            for name in self._variables[info]:
                if name not in self._places[info.fullname]:
                    self._place(name, info)

    def has(self, info: TypeInfo) -> bool:
        return info.fullname in self._places

    def of(self, info: TypeInfo, name: str) -> Place:
        return self._places[info.fullname][name]

    def _family(self) -> dict[TypeInfo, None]:
        """Classes with several bases, those above them, and all below these."""
        found: dict[TypeInfo, None] = {}
        for info in self._classes.all_classes():
            if len(self._classes.kept_bases(info)) > 1:
                for above in [info, *self._above(info)]:
                    found.update(dict.fromkeys([above, *self._classes.descendants(above)]))
        return found

    def _above(self, info: TypeInfo) -> list[TypeInfo]:
        found: list[TypeInfo] = []
        for base in self._classes.kept_bases(info):
            found += [base, *self._above(base)]
        return found

    @staticmethod
    def _common_descendants(family: dict[TypeInfo, None]) -> dict[TypeInfo, dict[TypeInfo, None]]:
        """For each class those that have a descendant in common with it."""
        related: dict[TypeInfo, dict[TypeInfo, None]] = {info: {} for info in family}
        for info in family:
            chain = [above for above in info.mro if above in family]
            for above in chain:
                related[above].update(dict.fromkeys(chain))
        return related

    def _place(self, name: str, first: TypeInfo) -> None:
        """Place an attribute in a class and in all that share it."""
        owners = self._sharing(name, first)
        others = {other.fullname: None for owner in owners for other in self._related[owner]}
        size = max(self._size(self._variables[owner][name]) for owner in owners)
        missing = any(self._classes.may_be_missing(owner, name) for owner in owners)
        place = self._lowest(size, missing, [self._places[other] for other in others])
        for owner in owners:
            self._places[owner.fullname][name] = place

    def _sharing(self, name: str, first: TypeInfo) -> list[TypeInfo]:
        """The classes whose attribute of this name is the same one, because some object has all of them."""
        owners = [first]
        for owner in owners:
            owners += [other for other in self._related[owner] if name in self._variables[other] and other not in owners]
        return owners

    def _size(self, variable: Var) -> int:
        kind = self._classes.plain_type(variable)
        return LARGEST_GENERIC if kind is None else types.words(kind.size)

    @staticmethod
    def _lowest(size: int, may_be_missing: bool, others: list[dict[str, Place]]) -> Place:
        """The first gap among the taken places that is wide enough."""
        at = types.WORD
        wanted = Place(at, size, may_be_missing)
        for taken in sorted({p for other in others for p in other.values()}, key=lambda p: p.offset):
            if wanted.end <= taken.offset:
                break
            at = max(at, taken.end)
            wanted = Place(at, size, may_be_missing)
        return wanted
