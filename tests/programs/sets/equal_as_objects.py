"""`==` of sets, frozen sets and dictionary views where only the objects know what they are."""
from collections import defaultdict
from dataclasses import dataclass


@dataclass
class Point:
    x: int


def same(a: object, b: object) -> bool:
    return a == b


def main() -> None:
    numbers = {1: 2}
    frozen, some, pairs = frozenset([1]), {1}, {(1, 2)}
    things: list[object] = [
        frozen, some, pairs, {1}, {(1, 2)}, frozenset([(1, 2)]), {"a"}, numbers.keys(), numbers.items(), numbers.values(), {"a": 1}.keys(), {"a": 1}.items(), {2: 1}.keys(),
        numbers, {"a": 1}, defaultdict(int, {1: 2}), [1], [(1, 2)], "s", Point(1), {1.0}, set(),
    ]
    for thing in things:
        print("".join("=" if same(thing, other) else "." for other in things))
    objects: set[object] = {1}
    others: set[object] = {(1, 2)}
    print(frozen == objects, objects == frozen, frozen == others, others == frozen, some == objects, pairs == others)
    print(numbers.keys() == some, some == numbers.keys(), numbers.keys() == {1.0: 3}.keys(), numbers.items() == pairs, numbers.keys() == numbers.items(), numbers.keys() != {2})
    print(frozen == numbers.keys(), numbers.values() == numbers.values(), things.index({(1, 2)}), things.count(frozenset([1])))


main()
