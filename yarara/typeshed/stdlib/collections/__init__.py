"""`collections`. It is a source file among stubs because mypy reserves the name for the typeshed, and because the two classes that mypy
knows by name, so that `counts = defaultdict(int)` needs no annotation, must be declared here."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Mapping, TypeVar, overload



from _collections.chain_maps import ChainMap as ChainMap
from _collections.counters import Counter as Counter
from _collections.deques import deque as deque
from _collections.user_dicts import UserDict as UserDict
from _collections.user_lists import UserList as UserList
from yarara.machine import Array

from yarara.runtime.dicts import dict_find, dict_first_from, dict_move_to_end, dict_move_to_front, dict_take

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
S = TypeVar("S")

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "defaultdict", "deque", "namedtuple"]


def namedtuple(typename: str, field_names: str | Iterable[str], *, rename: bool = False, module: str | None = None, defaults: Iterable[object] | None = None) -> Any:
    """Never called: `compiler/inferred_fields.py` makes a class of each call that names its fields."""


class _NothingKnown:
    """What mypy takes a field of such a class for as long as nothing is known of it."""


class defaultdict(dict[K, V]):
    """A dictionary that makes the value of a key that is asked for and missing."""

    default_factory: Callable[[], V] | None

    @overload
    def __init__(self, default_factory: Callable[[], V] | None = ..., /) -> None: ...
    @overload
    def __init__(self, default_factory: Callable[[], V] | None, map: Mapping[K, V], /) -> None: ...
    @overload
    def __init__(self, default_factory: Callable[[], V] | None, iterable: Iterable[tuple[K, V]], /) -> None: ...
    @overload
    def __init__(self: defaultdict[str, V], default_factory: Callable[[], V] | None = ..., /, **items: V) -> None: ...
    @overload
    def __init__(
        self: defaultdict[str, V], default_factory: Callable[[], V] | None, map: Mapping[str, V] | Iterable[tuple[str, V]], /, **items: V
    ) -> None: ...

    # The compiler gives items with names to `update`.
    def __init__(  # type: ignore[misc]
        self, default_factory: Callable[[], V] | None = None, items: Mapping[K, V] | Iterable[tuple[K, V]] = (), /
    ) -> None:
        super().__init__(items)
        self.default_factory = default_factory

    def __getitem__(self, key: K, /) -> V:
        index = dict_find(self, key)
        if index < 0:
            return self.__missing__(key)
        return self._values[index]

    def __missing__(self, key: K, /) -> V:
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value

    def copy(self) -> defaultdict[K, V]:
        return defaultdict(self.default_factory, self)

    def __copy__(self) -> defaultdict[K, V]:
        return self.copy()

    def __or__(self, other: dict[K, V], /) -> defaultdict[K, V]:
        made = self.copy()
        made.update(other)
        return made

    def __repr__(self) -> str:
        shown = "None" if self.default_factory is None else repr(self.default_factory)
        return f"{type(self).__name__}({shown}, {super().__repr__()})"


def _in_order(held: dict[K, V]) -> list[tuple[K, V]]:
    return list(held.items())


class OrderedDict(dict[K, V]):
    """A dictionary whose order can be changed, and counts in comparisons.

    Taking from the front, as a cache does, remembers where the front is; moving an item to the front moves all others.
    """

    @overload
    def __init__(self) -> None: ...
    @overload
    def __init__(self, map: Mapping[K, V], /) -> None: ...
    @overload
    def __init__(self, iterable: Iterable[tuple[K, V]], /) -> None: ...
    @overload
    def __init__(self: OrderedDict[str, V], map: Mapping[str, V] | Iterable[tuple[str, V]] = ..., /, **items: V) -> None: ...

    def __init__(  # type: ignore[misc]
        self, items: Mapping[K, V] | Iterable[tuple[K, V]] = (), /
    ) -> None:
        self._front = 0  # no entry that lives is before this one...
        self._front_of: Array[int] | None = None  # ...of these
        super().__init__(items)

    @classmethod
    @overload  # type: ignore[override]
    def fromkeys(cls, iterable: Iterable[T], /) -> OrderedDict[T, S | None]: ...
    @classmethod
    @overload
    def fromkeys(cls, iterable: Iterable[T], value: S, /) -> OrderedDict[T, S]: ...

    @classmethod
    def fromkeys(cls, iterable: Iterable[K], value: V = None, /) -> OrderedDict[K, V]:  # type: ignore[misc, assignment]
        made: OrderedDict[K, V] = OrderedDict()
        for key in iterable:
            made[key] = value
        return made

    def _first(self) -> int:
        """The first entry that lives, or -1."""
        start = self._front if self._front_of is self._hashes else 0
        index = dict_first_from(self, start)
        self._front = max(index, 0)
        self._front_of = self._hashes
        return index

    def popitem(self, last: bool = True) -> tuple[K, V]:
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return super().popitem()
        return dict_take(self, self._first())

    def move_to_end(self, key: K, last: bool = True) -> None:
        index = dict_find(self, key)
        if index < 0:
            raise KeyError(key)
        if last:
            dict_move_to_end(self, index)
        else:
            dict_move_to_front(self, index)
            self._front_of = None

    def copy(self) -> OrderedDict[K, V]:
        return OrderedDict(self)

    def __copy__(self) -> OrderedDict[K, V]:
        return self.copy()

    def __or__(self, other: dict[K, V], /) -> OrderedDict[K, V]:
        made = self.copy()
        made.update(other)
        return made

    def __eq__(self, other: object, /) -> bool:
        if not isinstance(other, dict):
            return NotImplemented
        return _in_order(self) == _in_order(other) if isinstance(other, OrderedDict) else dict(self) == other

    def __repr__(self) -> str:
        if not self:
            return f"{type(self).__name__}()"
        return f"{type(self).__name__}(" + repr(list(self.items())) + ")"
