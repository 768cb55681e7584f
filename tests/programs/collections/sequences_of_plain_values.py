"""What `Sequence` gives a class of one's own, for items that are no objects: floats, also those that are no numbers, tuples, booleans."""

from collections.abc import Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Row(Sequence[T], Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self.items = items

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> "Row[T]": ...
    def __getitem__(self, index: int | slice) -> "T | Row[T]":
        return Row(self.items[index]) if isinstance(index, slice) else self.items[index]

    def __len__(self) -> int:
        return len(self.items)


nan = float("nan")
floats = Row([1.5, nan, 2.5, 1.5])
print(floats.index(2.5), floats.count(1.5), 2.5 in floats, 9.5 in floats, nan in floats, floats.count(nan), floats.index(nan))
pairs = Row([(1, "a"), (2, "b")])
print(pairs.index((2, "b")), pairs.count((1, "a")), (3, "c") in pairs, list(reversed(pairs)))
flags = Row([True, False, True])
print(flags.count(True), flags.index(False), list(flags[1:]))
try:
    floats.index(7.5)
except ValueError as error:
    print(type(error).__name__)
