"""Cycles are freed, a chain of a million objects is marked without overflowing anything, and the module gc says and does what it should."""

import gc


class Node:
    def __init__(self, number: int, following: "Node | None") -> None:
        self.number = number
        self.following = following


class Pair:
    def __init__(self) -> None:
        self.other: "Pair | None" = None


def make_cycles(count: int) -> int:
    made = 0
    for _ in range(count):
        first, second = Pair(), Pair()
        first.other = second
        second.other = first
        made += 2
    return made


def chain(length: int) -> Node:
    last = Node(0, None)
    for number in range(1, length):
        last = Node(number, last)
    return last


def length_of(node: Node | None) -> int:
    count = 0
    while node is not None:
        count += 1
        node = node.following
    return count


print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.collect()
made = make_cycles(3000)
print(made, gc.collect() >= made * 9 // 10)
gc.enable()
print(gc.isenabled())
for generation in (0, 1, 2):
    print(gc.collect(generation) >= 0)
try:
    gc.collect(3)
except ValueError as error:
    print("ValueError", error)

long = chain(1_000_000)
gc.collect()
print(length_of(long), long.number)
total = 0
for round in range(20):
    total += make_cycles(10_000)
print(total)
