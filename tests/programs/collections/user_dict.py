"""`collections.UserDict`: a class below it changes one method, and all others go through it."""

from __future__ import annotations

from collections import UserDict


class Lower(UserDict[str, int]):
    def __setitem__(self, key: str, item: int) -> None:
        super().__setitem__(key.lower(), item)

    def __getitem__(self, key: str) -> int:
        return super().__getitem__(key.lower())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self.data

    def total(self) -> int:
        return sum(self.values())


def main() -> None:
    d = Lower({"One": 1, "TWO": 2})
    d["ABC"] = 3
    d.update({"X": 4, "one": 10})
    print(d, d["abc"], d["ONE"], len(d), d.data, "Abc" in d, "nothing" in d, 3 in d)
    print(d.get("X"), d.get("none"), d.get("none", 7), d.setdefault("New", 5), d.setdefault("new", 6))
    print(list(d), list(d.keys()), list(d.values()), list(d.items()), d.total())
    print(d.pop("two"), d.pop("zzz", -1), d == {"one": 10, "abc": 3, "x": 4, "new": 5}, bool(d))
    del d["x"]
    for key, value in d.items():
        print(key, value)
    try:
        print(d["gone"])
    except KeyError as error:
        print("KeyError", error)
    d.clear()
    print(d, len(d), bool(d), isinstance(d, UserDict), Lower([("Q", 1)]))
    plain: UserDict[int, str] = UserDict({1: "a"})
    plain[2] = "b"
    print(plain, sorted(plain), plain.popitem(), plain)


main()
