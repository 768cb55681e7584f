"""isinstance() with the classes of `collections.abc`: some ask for methods, others for bases; values of every kind, known and unknown types."""
from array import array
from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque
from collections.abc import Collection, Container, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol, runtime_checkable


@runtime_checkable
class Counted(Protocol):
    def __len__(self) -> int: ...


class Plain:
    pass


class Equal:
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Equal)


class Hashed(Equal):
    def __hash__(self) -> int:
        return 1


class Shelf:
    def __len__(self) -> int:
        return 2

    def __iter__(self) -> Iterator[int]:
        return iter([1, 2])

    def __contains__(self, item: object) -> bool:
        return item is None


class Countdown:
    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        raise StopIteration

    def __reversed__(self) -> Iterator[int]:
        return iter([1])


class Point(NamedTuple):
    x: int


@dataclass
class Open:
    x: int


@dataclass(frozen=True)
class Frozen:
    x: int


class Colour(Enum):
    RED = 1


class Row(list[int]):
    pass


class Word(str):
    pass


def by_methods(x: object) -> str:
    answers = [isinstance(x, Iterable), isinstance(x, Sized), isinstance(x, Hashable), isinstance(x, Collection), isinstance(x, Reversible), isinstance(x, Container),
               isinstance(x, Iterator), isinstance(x, Generator), isinstance(x, Counted)]
    return "".join("IsHCRcigL"[i] if answer else "-" for i, answer in enumerate(answers))


def by_bases(x: object) -> str:
    answers = [isinstance(x, Sequence), isinstance(x, Mapping), isinstance(x, Set), isinstance(x, MutableSequence), isinstance(x, MutableMapping), isinstance(x, MutableSet)]
    return "".join("smSQMT"[i] if answer else "-" for i, answer in enumerate(answers))


def numbers() -> Generator[int, None, None]:
    yield 1


def flat(x: object) -> list[str]:
    if isinstance(x, str) or not isinstance(x, Iterable):
        return [str(x)]
    return [text for item in x for text in flat(item)]


def main() -> None:
    ones, mapping = {1}, {1: 2}
    things: list[object] = [
        Plain(), Equal(), Hashed(), Shelf(), Countdown(), Point(1), Open(1), Frozen(1), Colour.RED, Row([1]), Word("w"), 3, 2.5, None, True, 1j, "s", b"b", (1,), (), [1], mapping, ones,
        frozenset([1]), bytearray(b"1"), memoryview(b"1"), range(3), slice(1), ..., object(), ValueError("x"), deque([1]), defaultdict(int, {1: 2}), Counter("a"), OrderedDict({1: 2}),
        ChainMap({1: 2}), UserDict({1: 2}), array("i", [1]), numbers(), iter([1]), {1: 2}.keys(), {1: 2}.items(), {1: 2}.values(), zip([1], [2]),
        enumerate([1]), map(str, [1]), reversed([1]), (n for n in [1]),
    ]
    for thing in things:
        print(type(thing).__name__, by_methods(thing), by_bases(thing))
    shelf, pair, point, queue, none = Shelf(), (1, "x"), Point(2), deque([1]), None
    print(isinstance(shelf, Collection), isinstance(shelf, Sequence), isinstance(pair, Sequence), isinstance(point, Iterable), isinstance(queue, MutableSequence))
    print(isinstance(pair, Hashable), isinstance(none, Hashable), isinstance(Colour, Hashable), isinstance(print, Hashable), isinstance(3, Iterable), isinstance(Equal(), Hashable))
    print(flat([1, (2, "ab", {3: 4}), ones, Shelf(), Row([6, 7]), None, range(2), (x * 2 for x in [4])]), flat(9), flat("text"))


main()
