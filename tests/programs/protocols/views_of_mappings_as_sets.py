"""`keys()` and `items()` of a mapping of one's own are sets that ask the mapping."""

from collections.abc import Iterator, Mapping, MutableMapping


class Loud(MutableMapping[str, int]):
    def __init__(self, **entries: int) -> None:
        self.entries = entries

    def __getitem__(self, key: str) -> int:
        print("  get", key)
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        print("  iter")
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        print("  contains", key)
        return key in self.entries

    def __setitem__(self, key: str, value: int) -> None:
        print("  set", key, value)
        self.entries[key] = value

    def __delitem__(self, key: str) -> None:
        print("  delete", key)
        del self.entries[key]


class Squares(Mapping[int, int]):
    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __getitem__(self, key: int) -> int:
        if not 0 <= key < self.limit:
            raise KeyError(key)
        return key * key

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.limit))

    def __len__(self) -> int:
        return self.limit


loud = Loud(a=1, b=2)
print(loud.keys() & {"a"})
print(sorted(loud.keys() | {"z"}))
print(loud.keys() - {"a"})
print({"a"} & loud.keys())
print(sorted({"a", "q"} | loud.keys()))
print({"q"} - loud.keys())
print(sorted(loud.keys() ^ {"c"}))
print(loud.items() & {("a", 1)})
print(loud.keys() <= {"a", "b", "c"}, {"a"} < loud.keys(), loud.keys() >= {"a"}, loud.keys() > {"a", "b"})
print(loud.keys().isdisjoint(["x"]), "a" in loud.keys(), ("a", 1) in loud.items(), 2 in loud.values())
print(loud.get("x"), loud.get("a", 9), loud == {"a": 1, "b": 2})
print(loud.pop("a"), loud.pop("a", -1), loud.setdefault("q", 4))
loud.update({"u": 3}, v=7)
loud.update([("w", 8)])
print(loud.popitem(), len(loud))
loud.clear()
print(len(loud))
squares = Squares(5)
print(squares.keys() & {3, 4, 5}, sorted(squares.items() - {(2, 4), (3, 9)}), sorted(squares.values()), squares == {0: 0, 1: 1}, squares == Squares(5))
print(sorted(squares.keys() | squares.keys()), Squares(2).items() <= squares.items(), {1, 2} & squares.keys(), squares.keys().isdisjoint({7}))
