"""Methods of built-in types as values: of the class, of one value, and what operators do by their names."""

from __future__ import annotations

from functools import reduce
from typing import Callable

words = ["pear", "Fig", " apple ", "10"]
print(sorted(words, key=str.lower), sorted(words, key=str.__len__))
print(list(map(str.strip, words)), list(map(str.isdigit, words)), [upper(w) for w in words for upper in (str.upper, str.title)][:4])
print(list(map(bytes.hex, [b"a", b"bc"])), list(map(str.split, ["a b", "c"])))
print(reduce(int.__mul__, [1, 2, 3, 4]), list(map(int.__add__, [1, 2], [3, 4])), list(map(int.bit_length, [5, 900])))
print(list(map(float.is_integer, [1.0, 2.5])), list(map(list.__len__, [[2], [1, 5]])))

show = "{}-{}".format
print(show(1, "x"), list(map("{:03d}".format, [1, 2, 3])), list(map("<{!r}>".format, ["a", "b"])))
named = "{name}: {value:>5}".format
print(named(name="n", value=3), named(value=2.5, name="v"))

below_ten = list(map((10).__sub__, [1, 2]))
print(below_ten, list(filter("abc".__contains__, "cxd")), list(map([3, 1].count, [3, 4])))
push = below_ten.append
push(0)
look_up = {"a": 1, "b": 2}.get
print(below_ten, look_up("a"), look_up("z"), list(map({"a": 1, "b": 2}.__getitem__, "ab")))

print((7).__add__(3), int.__add__(1, 2), (3).__radd__(4), (3).__neg__(), (3.5).__mul__(2.0), (7).__floordiv__(2), (1).__lt__(2))
print("a".__add__("b"), str.__add__("c", "d"), "abc".__len__(), [1].__contains__(1), (3).__eq__(3), (6).__and__(3), (2).__pow__(5))

OPERATIONS: dict[str, Callable[[int, int], int]] = {"+": int.__add__, "-": int.__sub__, "*": int.__mul__, "//": int.__floordiv__, "^": int.__xor__}
for symbol, operation in OPERATIONS.items():
    print(symbol, operation(17, 5))
try:
    print(OPERATIONS["//"](1, 0))
except ZeroDivisionError as error:
    print(error)
cleaners: list[Callable[[str], str]] = [str.strip, str.lower, str.capitalize]
text = "  HELLO there "
for clean in cleaners:
    text = clean(text)
print(text)
