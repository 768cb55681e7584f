"""`types.MappingProxyType`, a mapping as somebody else sees it, who must not change it; `types.SimpleNamespace`."""

from __future__ import annotations

from typing import Iterator, Mapping, TypeVar

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class MappingProxyType(Mapping[K, V]):
    """Shows what the mapping holds at any time."""

    def __init__(self, mapping: Mapping[K, V]) -> None:
        self._mapping = mapping

    def __getitem__(self, key: K) -> V:
        return self._mapping[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._mapping)

    def __len__(self) -> int:
        return len(self._mapping)

    def __contains__(self, key: object) -> bool:
        return key in self._mapping

    def get(self, key: K, default: D = None) -> V | D:  # type: ignore[assignment]
        """As the mapping answers: one that has a value for each key says that there is none."""
        return self._mapping[key] if key in self._mapping else default

    def copy(self) -> dict[K, V]:
        """Its entries now."""
        return {key: self._mapping[key] for key in self._mapping}

    def __or__(self, other: Mapping[K, V]) -> dict[K, V]:
        merged = self.copy()
        for key in other:
            merged[key] = other[key]
        return merged

    def __reversed__(self) -> Iterator[K]:
        return iter(list(self._mapping)[::-1])

    def __repr__(self) -> str:
        return f"mappingproxy({self._mapping!r})"

    def __str__(self) -> str:
        return str(self._mapping)


class SimpleNamespace:
    """Attributes and nothing else. Each call of it is one of a class below, which has those that the program gives it (compiler/inferred_attributes.py)."""

    def _items(self) -> dict[str, object]:
        """Its attributes, in the order in which they came."""
        return {}

    def __repr__(self) -> str:
        return f"namespace({', '.join([f'{name}={value!r}' for name, value in self._items().items()])})"

    def __eq__(self, other: object) -> bool:
        return self._items() == other._items() if isinstance(other, SimpleNamespace) else NotImplemented
