"""`collections.ChainMap`."""

from __future__ import annotations

from typing import Iterator, MutableMapping, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ChainMap(MutableMapping[K, V]):
    """Several dictionaries seen as one: the first that has a key gives its value; what is written goes to the first."""

    def __init__(self, *maps: dict[K, V]) -> None:
        self.maps: list[dict[K, V]] = list(maps)
        if not self.maps:
            self.maps.append({})

    def __getitem__(self, key: K) -> V:
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        raise KeyError(key)

    def _merged(self) -> dict[K, V]:
        """All keys in the order in which they are gone through, which is that of the last dictionary first."""
        merged: dict[K, V] = {}
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return merged

    def __len__(self) -> int:
        return len(self._merged())

    def __iter__(self) -> Iterator[K]:
        return iter(list(self._merged()))

    def __contains__(self, key: object) -> bool:
        for mapping in self.maps:
            if key in mapping:
                return True
        return False

    def __bool__(self) -> bool:
        for mapping in self.maps:
            if mapping:
                return True
        return False

    def __setitem__(self, key: K, value: V) -> None:
        self.maps[0][key] = value

    def __delitem__(self, key: K) -> None:
        if key not in self.maps[0]:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        del self.maps[0][key]

    def pop(self, key: K, *default: V) -> V:  # type: ignore[override]
        if key not in self.maps[0]:
            if default:
                return default[0]
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        return self.maps[0].pop(key)

    def popitem(self) -> tuple[K, V]:
        if not self.maps[0]:
            raise KeyError("No keys found in the first mapping.")
        return self.maps[0].popitem()

    def clear(self) -> None:
        self.maps[0].clear()

    def new_child(self, m: dict[K, V] | None = None) -> ChainMap[K, V]:
        made: ChainMap[K, V] = ChainMap()
        made.maps = [{} if m is None else m]
        made.maps.extend(self.maps)
        return made

    @property
    def parents(self) -> ChainMap[K, V]:
        made: ChainMap[K, V] = ChainMap()
        if len(self.maps) > 1:
            made.maps = self.maps[1:]
        return made

    def copy(self) -> ChainMap[K, V]:
        made: ChainMap[K, V] = ChainMap()
        made.maps = self.maps[:]
        made.maps[0] = self.maps[0].copy()
        return made

    def __copy__(self) -> ChainMap[K, V]:
        return self.copy()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ChainMap):
            return self._merged() == other._merged()
        return self._merged() == other

    def __repr__(self) -> str:
        parts: list[str] = []
        for mapping in self.maps:
            parts.append(repr(mapping))
        return "ChainMap(" + ", ".join(parts) + ")"
