"""A set, which has no hash, is looked for in a set as the frozenset that is equal to it; as a key of a dict it is refused."""

groups = {frozenset({1, 2}), frozenset({3})}
wanted = {2, 1}
print(wanted in groups, {3} in groups, {4} in groups, {1, 2} not in groups)
things: set[object] = {1, "a", frozenset({"x"}), frozenset({1, 2})}
print({"x"} in things, {1, 2} in things, {"y"} in things, wanted in frozenset(groups))
wanted.add(5)
print(wanted in groups, wanted)
numbers: dict[object, int] = {1: 2}
try:
    print(wanted in numbers)
except TypeError as error:
    print(error)
