"""`==` of an OrderedDict with one of the same types, of others, with a dict, and where nobody knows what the other one is."""
from collections import Counter, OrderedDict, defaultdict


class Anything:
    def __eq__(self, other: object) -> bool:
        return True


def same(a: object, b: object) -> bool:
    return a == b


def main() -> None:
    first = OrderedDict([("a", 1), ("b", 2)])
    second = OrderedDict([("b", 2), ("a", 1)])
    print(first == second, first != second, first == dict(second), dict(first) == second, first == first.copy())
    print(first == OrderedDict([("a", 1.0), ("b", 2.0)]), first == {"a": 1.0, "b": 2.0}, first == OrderedDict([(1, 2)]), first == Anything(), Anything() == first)
    things: list[object] = [first, second, 3, {"b": 2, "a": 1}, OrderedDict({1: 2}), {1: 2}, defaultdict(int, {1: 2}), Counter({1: 2}), "a", [("a", 1)], Anything()]
    for thing in things:
        print("".join("=" if same(thing, other) else "." for other in things), things.index(thing))
    print(things.count(OrderedDict({1: 2.0})), things[0] == things[3], OrderedDict[str, int]() == {}, OrderedDict[int, int]() in things)


main()
