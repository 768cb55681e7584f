from __future__ import annotations
from collections.abc import Iterable, Iterator, MutableMapping, MutableSet


class Registry(MutableMapping[str, int]):
    def __init__(self) -> None:
        self.data: dict[str, int] = {}

    def __getitem__(self, key: str) -> int:
        return self.data[key.lower()]

    def __setitem__(self, key: str, value: int) -> None:
        self.data[key.lower()] = value

    def __delitem__(self, key: str) -> None:
        del self.data[key.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


class Tags(MutableSet[str]):
    def __init__(self, items: Iterable[str] = ()) -> None:
        self.items: dict[str, None] = dict.fromkeys(items)

    def __contains__(self, x: object) -> bool:
        return x in self.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def add(self, value: str) -> None:
        self.items[value] = None

    def discard(self, value: str) -> None:
        self.items.pop(value, None)


r = Registry()
r["A"] = 1
r.update({"B": 2}, c=3)
r.update([("D", 4)])
r.update([("F", 6)], g=7)
r.update(h=8, A=9)
print(r.setdefault("E", 5), r.setdefault("A", 7), r.pop("b"), r.pop("zz", -1), r.pop("zz", None), r.get("q"), r.get("c", 0))
print(list(r.keys()), list(r.values()), list(r.items()), "A" in r, len(r), r == {"a": 9, "c": 3}, dict(r))
print(sorted(r.keys() & {"a", "x"}), ("a", 9) in r.items(), 4 in r.values())
try:
    r.pop("none")
except KeyError as error:
    print("KeyError", error)
r.clear()
print(len(r), bool(r))
t = Tags()
t.add("x")
t |= {"y", "z"}
t -= {"y"}
t &= {"x", "z", "q"}
t ^= {"q", "x"}
print(sorted(t))
t.remove("q")
try:
    t.remove("nope")
except KeyError as error:
    print(error)
t ^= t
print(sorted(t), t == t)
t.add("z")
print(sorted(t), t.pop(), len(t), t == {"z"}, t <= {"a"}, t.isdisjoint(["b"]))
d: dict[str, int | None] = {"a": 1}
print(d.setdefault("b"), d.setdefault("a"), d.setdefault("c", 4), d)
groups: dict[str, list[int] | None] = {}
print(groups.setdefault("x"), groups)
