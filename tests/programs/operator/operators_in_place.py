"""`operator.iadd` and its like, `call`, `length_hint`."""

import functools
import operator
from dataclasses import dataclass


@dataclass
class Total:
    value: int

    def __add__(self, other: "Total") -> "Total":
        return Total(self.value + other.value)

    def __iadd__(self, other: "Total") -> "Total":
        self.value += other.value
        return self


def area(width: int, height: int = 2, *, scale: int = 1) -> int:
    return width * height * scale


print(operator.iadd(3, 4), operator.isub(3, 4), operator.imul(3, 4), operator.ifloordiv(-7, 2), operator.imod(-7, 2))
print(operator.iand(6, 3), operator.ior(6, 3), operator.ixor(6, 3), operator.ilshift(1, 5), operator.irshift(-9, 1), operator.iadd("a", "b"))
items = [1, 2]
same = operator.iadd(items, [3])
print(items, same is items, operator.iconcat(items, [4]) is items, operator.imul(items, 2), items)
chosen = {1, 2, 3}
print(operator.iand(chosen, {2, 3, 4}) is chosen, operator.ior(chosen, {9}), chosen)
total = Total(1)
print(operator.iadd(total, Total(5)), total, operator.iadd(2.5, 1.0))
print(functools.reduce(operator.iadd, [[1], [2, 3], [4]]), functools.reduce(operator.iadd, [1, 2, 3]))
print(operator.call(area, 3), operator.call(area, 3, height=4, scale=10), operator.call(len, "abc"), operator.length_hint([1, 2]), operator.length_hint("abc", 7))
