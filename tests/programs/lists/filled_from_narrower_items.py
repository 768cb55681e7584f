"""Containers of several types that are filled from containers of one of them."""

from collections.abc import Iterable, Sequence


class Animal:
    def sound(self) -> str:
        return "..."


class Dog(Animal):
    def sound(self) -> str:
        return "woof"


class Box:
    def __init__(self, items: Iterable[int]) -> None:
        self.items = items
        self.more: Sequence[int] = [4, 5]


numbers = [1, 2]
dogs = [Dog(), Dog()]

mixed: list[object] = ["a"]
mixed.extend(numbers)
mixed += numbers
mixed += [4]
mixed[1:1] = numbers
print(mixed)

animals: list[Animal] = [Animal()]
animals.extend(dogs)
animals += dogs
print([animal.sound() for animal in animals])

halves: list[float | None] = [None]
halves.extend(numbers)
halves += [0.5]
print([half * 2.5 for half in halves if half is not None])

gathered: list[int | str] = []
seen: set[int | str] = {"a"}
for box in (Box([1, 2]), Box((3,)), Box(range(2)), Box({9}), Box(frozenset([8])), Box(n * n for n in range(3))):
    gathered.extend(box.items)
    gathered.extend(box.more)
    seen.update(box.more)
print(gathered)
seen.update(numbers, set(numbers), frozenset([7]))
seen |= {10}
print(sorted(map(str, seen)))

copied: list[object] = list(numbers)
copied.append("x")
row: tuple[object, ...] = tuple(numbers)
several: set[int | str] = set(numbers)
several.add("y")
fixed: frozenset[int | str] = frozenset(numbers)
print(copied, row + ("z",), sorted(map(str, several)), sorted(map(str, fixed | {"w"})))
quarters: list[float] = list(numbers)
print([quarter / 4 for quarter in quarters], sum(quarters) / 8)

prices: dict[str, object] = {"a": "free"}
more = {"b": 2}
prices.update(more)
prices |= {"c": 3}
prices.update([("d", 4)])
print(prices)
