"""`OrderedDict.fromkeys` gives an OrderedDict, with a value for all or with None."""
from collections import OrderedDict


def unique(words: list[str]) -> list[str]:
    return list(OrderedDict.fromkeys(words))


def main() -> None:
    stock: OrderedDict[str, int] = OrderedDict.fromkeys("abc", 0)
    stock.move_to_end("a")
    stock["b"] += 2
    print(stock, sum(stock.values()), type(stock).__name__)
    seen = OrderedDict.fromkeys([3, 1, 3, 2])
    print(list(seen), seen.popitem(last=False), seen)
    measured: OrderedDict[str, float | None] = OrderedDict.fromkeys(["x", "y"])
    measured["y"] = 2.5
    measured.move_to_end("y", last=False)
    print(measured, [k for k, v in measured.items() if v is None])
    print(unique("b a b c a".split()), OrderedDict.fromkeys(range(2), [1]))
    shared: OrderedDict[int, list[int]] = OrderedDict.fromkeys(range(2), [])
    shared[0].append(5)
    print(shared, OrderedDict.fromkeys("", 1), OrderedDict.fromkeys("ab", 1) == OrderedDict.fromkeys("ba", 1), dict.fromkeys("ab", 1) == OrderedDict.fromkeys("ba", 1))


main()
