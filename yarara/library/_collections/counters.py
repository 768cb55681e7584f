"""`collections.Counter`."""

from __future__ import annotations

from typing import Callable, Generic, Iterable, Mapping, TypeVar, overload

from yarara.runtime.dicts import dict_get

T = TypeVar("T")
V = TypeVar("V")


def _count(item: tuple[T, int]) -> int:
    return item[1]


def _without_zeros(counts: dict[T, V]) -> dict[T, V]:
    return {key: count for key, count in counts.items() if count}


class Counter(dict[T, int], Generic[T]):
    """How many there are of each; what is not there counts zero."""

    @overload
    def __init__(self, items: Mapping[T, int] | Iterable[T] = ..., /) -> None: ...
    @overload
    def __init__(self: Counter[str], items: Mapping[str, int] | Iterable[str] = ..., /, **counts: int) -> None: ...

    # The compiler gives items with names to `update`, and to `subtract` those of `subtract`.
    def __init__(self, items: Mapping[T, int] | Iterable[T] = (), /) -> None:  # type: ignore[misc]
        super().__init__()
        self.update(items)

    def __getitem__(self, key: T, /) -> int:
        return dict_get(self, key, 0)

    def __missing__(self, key: T, /) -> int:
        return 0

    def __delitem__(self, key: T, /) -> None:
        if key in self:
            super().__delitem__(key)

    def copy(self) -> Counter[T]:
        return Counter(self)

    def __copy__(self) -> Counter[T]:
        return Counter(self)

    def elements(self) -> ElementIterator[T]:
        return ElementIterator(list(self.items()))

    def most_common(self, n: int | None = None) -> list[tuple[T, int]]:
        found = sorted(self.items(), key=_count, reverse=True)
        return found if n is None else found[:max(n, 0)]

    def total(self) -> int:
        return sum(self.values())

    # -- adding and subtracting in place -------------------------------------------------------------------------------

    @overload  # type: ignore[override]
    def update(self, items: Mapping[T, int] | Iterable[T] = ..., /) -> None: ...
    @overload
    def update(self: Counter[str], items: Mapping[str, int] | Iterable[str] = ..., /, **counts: int) -> None: ...

    def update(self, items: Mapping[T, int] | Iterable[T] = (), /) -> None:  # type: ignore[misc]
        if isinstance(items, dict):
            for key, count in items.items():
                self[key] = self[key] + count
        else:
            for item in items:
                self[item] = self[item] + 1

    @overload
    def subtract(self, items: Mapping[T, int] | Iterable[T] = ..., /) -> None: ...
    @overload
    def subtract(self: Counter[str], items: Mapping[str, int] | Iterable[str] = ..., /, **counts: int) -> None: ...

    def subtract(self, items: Mapping[T, int] | Iterable[T] = (), /) -> None:  # type: ignore[misc]
        if isinstance(items, dict):
            for key, count in items.items():
                self[key] = self[key] - count
        else:
            for item in items:
                self[item] = self[item] - 1

    def _keep_positive(self) -> None:
        for key in [key for key, count in self.items() if count <= 0]:
            super().__delitem__(key)

    # -- multisets: only what counts more than zero is kept ------------------------------------------------------------

    def _combined(self, other: Counter[T], combine: Callable[[int, int], int]) -> Counter[T]:
        made: Counter[T] = Counter()
        for key, count in self.items():
            combined = combine(count, other[key])
            if combined > 0:
                made[key] = combined
        for key, count in other.items():
            if key not in self:
                combined = combine(0, count)
                if combined > 0:
                    made[key] = combined
        return made

    def __add__(self, other: Counter[T]) -> Counter[T]:
        return self._combined(other, _sum)

    def __sub__(self, other: Counter[T]) -> Counter[T]:
        return self._combined(other, _difference)

    def __and__(self, other: Counter[T]) -> Counter[T]:
        return self._combined(other, _smaller)

    def __or__(self, other: Counter[T]) -> Counter[T]:  # type: ignore[override]
        return self._combined(other, _larger)

    def __pos__(self) -> Counter[T]:
        return self._combined(Counter(), _sum)

    def __neg__(self) -> Counter[T]:
        made: Counter[T] = Counter()
        return made._combined(self, _difference)

    def __iadd__(self, other: Counter[T]) -> Counter[T]:
        for key, count in other.items():
            self[key] = self[key] + count
        self._keep_positive()
        return self

    def __isub__(self, other: Counter[T]) -> Counter[T]:
        for key, count in other.items():
            self[key] = self[key] - count
        self._keep_positive()
        return self

    def __iand__(self, other: Counter[T]) -> Counter[T]:
        for key, count in list(self.items()):
            self[key] = min(count, other[key])
        self._keep_positive()
        return self

    def __ior__(self, other: Mapping[T, int]) -> Counter[T]:  # type: ignore[override]
        for key, count in other.items():
            self[key] = max(self[key], count)
        self._keep_positive()
        return self

    # -- comparing: a count of zero is the same as none ----------------------------------------------------------------

    def _is_within(self, other: Counter[T]) -> bool:
        for key, count in self.items():
            if count > other[key]:
                return False
        for key, count in other.items():
            if self[key] > count:
                return False
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, dict):
            return NotImplemented
        return _without_zeros(self) == _without_zeros(other) if isinstance(other, Counter) else dict(self) == other

    def __le__(self, other: Counter[T]) -> bool:
        return self._is_within(other)

    def __lt__(self, other: Counter[T]) -> bool:
        return self._is_within(other) and not other._is_within(self)

    def __ge__(self, other: Counter[T]) -> bool:
        return other._is_within(self)

    def __gt__(self, other: Counter[T]) -> bool:
        return other._is_within(self) and not self._is_within(other)

    def __repr__(self) -> str:
        if not self:
            return f"{type(self).__name__}()"
        parts: list[str] = []
        for key, count in self.most_common():
            parts.append(f"{key!r}: {count!r}")
        return type(self).__name__ + "({" + ", ".join(parts) + "})"


def _sum(a: int, b: int) -> int:
    return a + b


def _difference(a: int, b: int) -> int:
    return a - b


def _smaller(a: int, b: int) -> int:
    return min(a, b)


def _larger(a: int, b: int) -> int:
    return max(a, b)


class ElementIterator(Generic[T]):
    """Each key as often as it counts."""

    def __init__(self, counts: list[tuple[T, int]]) -> None:
        self._counts = counts
        self._index = 0
        self._given = 0

    def __iter__(self) -> ElementIterator[T]:
        return self

    def __next__(self) -> T:
        while self._index < len(self._counts):
            key, count = self._counts[self._index]
            if self._given < count:
                self._given += 1
                return key
            self._index += 1
            self._given = 0
        raise StopIteration
