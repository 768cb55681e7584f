"""Displays evaluate their items from left to right; a starred one is taken apart at its place, and keys are hashed when all pairs are there."""
from collections.abc import Iterator


class Key:
    def __init__(self, name: str) -> None:
        print("make", name)
        self.name = name

    def __hash__(self) -> int:
        print("hash", self.name)
        return 1

    def __eq__(self, other: object) -> bool:
        print("eq", self.name)
        return isinstance(other, Key) and other.name == self.name


def steps(name: str, count: int) -> Iterator[int]:
    for index in range(count):
        print("step", name, index)
        yield index


def say(text: str) -> int:
    print("say", text)
    return 7


def grow(items: list[int]) -> int:
    items.append(9)
    return len(items)


print((*steps("a", 2), say("b"), *steps("c", 1), say("d")))
print([*steps("a", 2), say("b"), *steps("c", 1)])
items = [1, 2]
print((*items, grow(items), *items, grow(items), *items))
print((0, *items, *items.copy(), items.pop()))
print(len({Key("a"): say("1"), Key("b"): say("2"), Key("a"): say("3")}))
print(len({Key("a"), Key("b"), Key("a")}))
print(len({(Key("a"), 1): say("1"), (Key("b"), 2): say("2")}))
print(len({Key("0"): 1, Key("1"): 1, Key("2"): 1, Key("3"): 1, Key("4"): 1, Key("5"): 1, Key("6"): 1, Key("7"): 1, Key("8"): 1,
           Key("9"): 1, Key("A"): 1, Key("B"): 1, Key("C"): 1, Key("D"): 1, Key("E"): 1}))
print(len({Key("0"): 1, Key("1"): 1, Key("2"): 1, Key("3"): 1, Key("4"): 1, Key("5"): 1, Key("6"): 1, Key("7"): 1, Key("8"): 1,
           Key("9"): 1, Key("A"): 1, Key("B"): 1, Key("C"): 1, Key("D"): 1, Key("E"): 1, Key("F"): 1}))
