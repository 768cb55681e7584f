from __future__ import annotations
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set
from typing import overload


class Range(Sequence[int]):
    def __init__(self, n: int) -> None:
        self.n = n

    def __len__(self) -> int:
        return self.n

    @overload
    def __getitem__(self, i: int) -> int: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[int]: ...
    def __getitem__(self, i: int | slice) -> int | Sequence[int]:
        if isinstance(i, slice):
            return [k * 10 for k in range(self.n)][i]
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * 10


r = Range(4)
print(len(r), r[2], r[1:3], list(r), 20 in r, 21 in r, r.index(30), r.count(10), list(reversed(r)))


class D(MutableMapping[str, int]):
    def __init__(self) -> None:
        self.d: dict[str, int] = {}

    def __getitem__(self, k: str) -> int:
        return self.d[k.lower()]

    def __setitem__(self, k: str, v: int) -> None:
        self.d[k.lower()] = v

    def __delitem__(self, k: str) -> None:
        del self.d[k.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self.d)

    def __len__(self) -> int:
        return len(self.d)


d = D()
d["A"] = 1
d.update({"B": 2})
d.update([("C", 3)])
print(dict(d), "a" in d, "Z" in d, d.get("B"), d.get("zz"), d.get("zz", 5), d.pop("A"), d.setdefault("q", 9), d.setdefault("q", 10))
print(list(d.keys()), list(d.values()), list(d.items()), d == {"b": 2, "c": 3, "q": 9}, d.popitem(), len(d))
for k, v in d.items():
    print(k, v)
d.clear()
print(len(d), bool(d), list(d))


class L(MutableSequence[int]):
    def __init__(self) -> None:
        self.l: list[int] = []

    @overload
    def __getitem__(self, i: int) -> int: ...
    @overload
    def __getitem__(self, i: slice) -> list[int]: ...
    def __getitem__(self, i: int | slice) -> int | list[int]:
        return self.l[i]

    def __setitem__(self, i: int, v: int) -> None:  # type: ignore[override]
        self.l[i] = v

    def __delitem__(self, i: int) -> None:  # type: ignore[override]
        del self.l[i]

    def __len__(self) -> int:
        return len(self.l)

    def insert(self, i: int, v: int) -> None:
        self.l.insert(i, v * 2)


x = L()
x.append(1)
x.extend([2, 3])
x += [4]
print(list(x), x.pop(), x.pop(0), list(x))
x.reverse()
print(list(x), 4 in x)


class S(MutableSet[str]):
    def __init__(self, items: list[str]) -> None:
        self.s = sorted(set(items))

    def __contains__(self, x: object) -> bool:
        return x in self.s

    def __iter__(self) -> Iterator[str]:
        return iter(self.s)

    def __len__(self) -> int:
        return len(self.s)

    def add(self, v: str) -> None:
        if v not in self.s:
            self.s.append(v)

    def discard(self, v: str) -> None:
        if v in self.s:
            self.s.remove(v)


s = S(["b", "a"])
s.add("c")
s.discard("zz")
print(list(s), "a" in s, s == {"a", "b", "c"}, s <= {"a", "b", "c", "d"}, s.isdisjoint({"q"}))
s.remove("a")
try:
    s.remove("a")
except KeyError as e:
    print("KeyError", e)
print(sorted(s.pop() for _ in range(2)))
