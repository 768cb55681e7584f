"""A rope: balanced concatenation, index, split, insert, delete; compared with plain text all along."""
from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property, reduce
from typing import ClassVar, Iterator, Sequence, final, overload


class Rope(ABC, Sequence[str]):
    LEAF: ClassVar[int] = 8

    @staticmethod
    def of(text: str) -> Rope:
        if len(text) <= Rope.LEAF:
            return Leaf(text)
        half = len(text) // 2
        return Concat(Rope.of(text[:half]), Rope.of(text[half:]))

    @property
    @abstractmethod
    def depth(self) -> int: ...

    @abstractmethod
    def split(self, at: int) -> tuple[Rope, Rope]:
        """Both sides of the position."""

    @abstractmethod
    def leaves(self) -> Iterator[Leaf]: ...

    @abstractmethod
    def char(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Rope: ...

    def __getitem__(self, index: int | slice) -> str | Rope:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                raise ValueError("a rope has no steps")
            return self.split(stop)[0].split(start)[1]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError("rope index out of range")
        return self.char(index)

    def __add__(self, other: Rope | str) -> Rope:
        right = Rope.of(other) if isinstance(other, str) else other
        if not len(self):
            return right
        return Concat(self, right) if len(right) else self

    def __str__(self) -> str:
        return "".join(leaf.text for leaf in self.leaves())

    def insert(self, at: int, text: str) -> Rope:
        left, right = self.split(at)
        return left + text + right

    def delete(self, start: int, stop: int) -> Rope:
        return self.split(start)[0] + self.split(stop)[1]

    def balanced(self) -> Rope:
        def build(parts: list[Leaf]) -> Rope:
            if len(parts) == 1:
                return parts[0]
            middle = len(parts) // 2
            return Concat(build(parts[:middle]), build(parts[middle:]))
        return build(list(self.leaves()) or [Leaf("")])


@final
class Leaf(Rope):
    def __init__(self, text: str) -> None:
        self.text = text

    def __len__(self) -> int:
        return len(self.text)

    @property
    def depth(self) -> int:
        return 0

    def char(self, index: int) -> str:
        return self.text[index]

    def split(self, at: int) -> tuple[Rope, Rope]:
        return Leaf(self.text[:at]), Leaf(self.text[at:])

    def leaves(self) -> Iterator[Leaf]:
        yield self


@final
class Concat(Rope):
    def __init__(self, left: Rope, right: Rope) -> None:
        self.left, self.right = left, right
        self.weight = len(left)

    @cached_property
    def _length(self) -> int:
        return self.weight + len(self.right)

    def __len__(self) -> int:
        return self._length

    @property
    def depth(self) -> int:
        return 1 + max(self.left.depth, self.right.depth)

    def char(self, index: int) -> str:
        if index < self.weight:
            return self.left.char(index)
        return self.right.char(index - self.weight)

    def split(self, at: int) -> tuple[Rope, Rope]:
        if at < self.weight:
            first, second = self.left.split(at)
            return first, second + self.right
        first, second = self.right.split(at - self.weight)
        return self.left + first, second

    def leaves(self) -> Iterator[Leaf]:
        yield from self.left.leaves()
        yield from self.right.leaves()


text = "The rope is a binary tree whose leaves hold short strings."
rope = Rope.of(text)
print(len(rope), rope.depth, str(rope) == text, len(list(rope.leaves())))
print(rope[4], rope[-1], rope[4:8], str(rope[:-8]), sep="|")
edited = rope.insert(4, "humble ").delete(0, 4) + "" + " Fine!"
print(edited, len(edited), edited.depth, edited.balanced().depth)
assert str(edited.balanced()) == str(edited)
print("".join(reversed(rope)), "o" in rope, rope.index("b"), rope.count("e"))
total = reduce(lambda so_far, word: so_far + word + "-", text.split(), Rope.of(""))
print(total, total.depth, [leaf.text for leaf in total.leaves()][:6])
for bad in (99, -99):
    try:
        rope[bad]
    except IndexError as e:
        print(type(e).__name__, e)
try:
    rope[::2]
except ValueError as e:
    print(e)
print([c for c in Rope.of("iterate")], isinstance(rope, Sequence), isinstance(rope, Concat))
