from typing import Callable, Dict, Generic, Iterator, List, Optional, Sequence, Tuple, TypeVar, Union

T = TypeVar('T')
S = TypeVar('S')
N = TypeVar('N', int, float)
C = TypeVar('C', bound='Comparable')


class Comparable:
    def __init__(self, rank: int) -> None:
        self.rank = rank

    def __lt__(self, other: 'Comparable') -> bool:
        return self.rank < other.rank

    def __repr__(self) -> str:
        return f'{self.__class__.__name__}({self.rank})'


class Card(Comparable):
    def suit(self) -> str:
        return 'SHDC'[self.rank % 4]


class Stack(Generic[T]):
    def __init__(self, *items: T) -> None:
        self._items: List[T] = list(items)

    def push(self, item: T) -> 'Stack[T]':
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()

    def peek(self) -> Optional[T]:
        return self._items[-1] if self._items else None

    def map(self, f: Callable[[T], S]) -> 'Stack[S]':
        return Stack(*map(f, self._items))

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        while self._items:
            yield self.pop()


class Pair(Generic[T, S]):
    def __init__(self, first: T, second: S) -> None:
        self.first, self.second = first, second

    def swap(self) -> 'Pair[S, T]':
        return Pair(self.second, self.first)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pair) and self.first == other.first and self.second == other.second


class NumberBox(Generic[N]):
    total: N

    def __init__(self, start: N) -> None:
        self.total = start

    def add(self, *more: N) -> N:
        for n in more:
            self.total += n
        return self.total


def best(items: Sequence[C], *rest: C) -> C:
    return max([*items, *rest], key=lambda c: c.rank)


def first_or(items: Sequence[T], default: S) -> Union[T, S]:
    return items[0] if items else default


def group(items: Sequence[T], key: Callable[[T], S]) -> Dict[S, List[T]]:
    result: Dict[S, List[T]] = {}
    for item in items:
        result.setdefault(key(item), []).append(item)
    return result


def zip_with(f: Callable[[T, S], N], a: Sequence[T], b: Sequence[S]) -> List[N]:
    return [f(x, y) for x, y in zip(a, b)]


stack = Stack(1, 2).push(3)
print(len(stack), stack.peek(), list(stack.map(lambda n: 'ab' * n)), list(stack), len(stack), stack.peek())
pair = Pair('a', 1.5)
print(pair.swap().first, pair.swap().swap() == pair, pair == Pair('a', 2.5), pair == 3)
print(NumberBox(1).add(2, 3), NumberBox(0.5).add(0.25), NumberBox[float](1).add(1, 2.5))
card = best([Card(3), Card(9)], Card(5))
print(card, card.suit(), best([Comparable(1)]), sorted([Card(4), Card(2)]), min(Card(1), Comparable(0), key=lambda c: c.rank))
print(first_or([1, 2], 'none'), first_or([], 'none'), first_or('', None))
print(group(['apple', 'bob', 'cat', 'alice'], lambda w: w[0]), group(range(7), lambda n: n % 3 == 0))
print(zip_with(lambda s, n: len(s) * n, ['a', 'bb'], [3, 4]), zip_with(lambda a, b: a / b, [1.0], [4.0]))
nested: Stack[Stack[Tuple[int, str]]] = Stack(Stack((1, 'x')), Stack())
print([s.peek() for s in nested])
