"""A subscript that is declared `int | slice`: one item or several, in a list, text, bytes and a tuple of one type."""

from collections.abc import Sequence, Iterator
from typing import Generic, TypeVar, overload, Union
T = TypeVar("T")
class Track(Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self._items = items
    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: Union[int, slice]) -> Union[T, list[T]]:
        return self._items[index]
    def __len__(self) -> int:
        return len(self._items)
def part(text: str, at: int | slice) -> str:
    return text[at]
def raw(data: bytes, at: int | slice) -> int | bytes:
    return data[at]
def pick(numbers: tuple[int, ...], at: slice | int) -> int | tuple[int, ...]:
    return numbers[at]
t = Track([3, 1, 4, 1, 5])
print(t[0], t[-1], t[1:3], t[::2], t[slice(1, None)])
w = Track("a b c".split())
print(w[1], w[1:], w[:-1])
print(part("abcdef", 2), part("abcdef", slice(1, 4)), raw(b"abc", 0), raw(b"abc", slice(0, 2)), pick((1, 2, 3), 1), pick((1, 2, 3), slice(0, 2)))
for at in (7, slice(9, 12)):
    try:
        print(part("abc", at) == "")
    except IndexError as e:
        print(e)
