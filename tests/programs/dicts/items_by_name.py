"""Items by name, `d.update(a=1)`, for dictionaries and for mappings of one's own; `update()` and `setdefault(key)` without a value."""
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Iterator, MutableMapping


class Logged(MutableMapping[str, int]):
    def __init__(self) -> None:
        self.held: dict[str, int] = {}
        self.writes = 0

    def __getitem__(self, key: str) -> int:
        return self.held[key]

    def __setitem__(self, key: str, value: int) -> None:
        self.writes += 1
        self.held[key] = value

    def __delitem__(self, key: str) -> None:
        del self.held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


class Upper(UserDict[str, str]):
    def __setitem__(self, key: str, value: str) -> None:
        super().__setitem__(key.upper(), value)


def main() -> None:
    logged = Logged()
    logged.update(a=1, b=2)
    logged.update({"c": 3}, d=4)
    logged.update([("e", 5)], a=6)
    more = {"x": 7}
    logged.update(**more)
    logged.update()
    print(dict(logged), logged.writes, logged.setdefault("a", 9), logged.setdefault("q", 9))
    upper = Upper(name="ann", city="rome")
    upper.update(job="cook")
    upper.update({"pet": "cat"}, town="bonn")
    print(upper, len(upper), upper.setdefault("PET", "dog"))
    plain: dict[str, int] = {}
    plain.update()
    plain.update(a=1)
    plain.update(zip("bc", [2, 3]), d=4)
    grouped: defaultdict[str, list[int]] = defaultdict(list)
    grouped.update(a=[1], b=[2])
    grouped["c"].append(3)
    ordered: OrderedDict[str, float] = OrderedDict()
    ordered.update(x=1.5, y=2.5)
    print(plain, dict(grouped), ordered)
    found: dict[str, int | None] = {"one": 1}
    print(found.setdefault("one"), found.setdefault("two"), found)
    parents: dict[int, str | None] = {}
    print(parents.setdefault(1), parents.setdefault(1, "late"), parents)


main()
