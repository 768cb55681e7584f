"""Sets and dicts whose items have different static types are compared by what is in them."""

from __future__ import annotations


def same(first: object, second: object) -> bool:
    return first == second


def as_objects(*items: object) -> set[object]:
    return set(items)


numbers: set[int] = {0, 1}
flags: set[bool] = {True, False}
print(numbers == flags, flags == numbers, numbers != flags, {1} == {True})
print({1.0, 2.0} == {1, 2}, {1, 2} == {1.5, 2.0}, {1, 2} != {2.0, 1.0})

corners = {(0, 0), (0, 1)}
print(same(corners, {(0, 1), (0, 0)}), same(corners, {(0, 1)}), same(corners, set()), same({(0, 1), (0, 0)}, corners))
print(corners == as_objects((0, 1), (0, 0)), as_objects((0, 0)) == corners, as_objects() == corners, as_objects("a") == {"a"})
print(frozenset(corners) == as_objects((0, 0), (0, 1)), as_objects(1) == frozenset({1}), as_objects(1) != frozenset({2}))

names: dict[object, int] = {"a": 1, (1, 2): 3}
texts: dict[str, int] = {"a": 1}
print(names == texts, texts == names)
del names[1, 2]
print(names == texts, texts == names, names != texts)
weights: dict[int, float] = {1: 2.0}
print(weights == {True: 2}, weights == {1.0: 2}, weights == {1.0: 3}, {1.0: {2}} == {1: {2.0}})
print([{1}, {2}] == [{1.0}, {2.0}], ({1},) == ({True},), {"a": {1}} == {"a": {1.0}})
