from __future__ import annotations

from typing import Callable, Generic, Iterable, List, Optional, TypeVar

T = TypeVar("T")
U = TypeVar("U")
OFFSET = 100


class Sequence(Generic[T]):
    def __init__(self, items: Iterable[T] = ()) -> None:
        self.items = list(items)

    def first(self, wanted: Callable[[T], bool] = lambda _: True) -> Optional[T]:
        for item in self.items:
            if wanted(item):
                return item
        return None

    def ordered(self, key: Callable[[T], int] = lambda item: len(str(item))) -> List[T]:
        return sorted(self.items, key=key)

    def mapped(self, change: Callable[[T], T] = lambda item: item) -> Sequence[T]:
        return Sequence(change(item) for item in self.items)


def shifted(values: List[int], how: Callable[[int], int] = lambda value: value + OFFSET) -> List[int]:
    return [how(value) for value in values]


def apply(value: T, function: Callable[[T], str] = lambda value: f"<{value!r}>", *, done: Optional[Callable[[], None]] = lambda: print("done")) -> str:
    text = function(value)
    if done is not None:
        done()
    return text


words, numbers = Sequence(["kiwi", "fig", "banana"]), Sequence([1000, 7, 42])
print(words.first(), words.first(lambda word: "n" in word), numbers.first(), numbers.first(lambda n: n < 0))
print(words.ordered(), words.ordered(lambda word: ord(word[-1])), numbers.ordered(), numbers.ordered(lambda n: -n))
print(words.mapped().items, numbers.mapped().items, numbers.mapped(lambda n: n // 2).items)
print(shifted([1, 2]), shifted([1, 2], abs))
OFFSET = 200
print(shifted([1]))
print(apply(3), apply("x"), apply(2.5, str), apply([1], done=None))
