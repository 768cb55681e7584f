"""Class semantics in small functions with asserts, as compilers' test suites write them."""
from abc import ABCMeta, abstractmethod
from typing import Callable, ClassVar, Generic, Iterator, List, Optional, Tuple, TypeVar

T = TypeVar('T')
log: List[str] = []


class Node(Generic[T]):
    x: int = 4
    _count: ClassVar[int] = 0

    def __init__(self, value: T, next: 'Optional[Node[T]]' = None) -> None:
        self.value, self.next = value, next
        Node._count += 1

    def length(self) -> int:
        return 1 if self.next is None else 1 + self.next.length()


class A:
    def __init__(self, x: int) -> None:
        self._x = x
        log.append('A.__init__')

    @property
    def x(self) -> int:
        return self._x

    @x.setter
    def x(self, value: int) -> None:
        log.append(f'set {value}')
        self._x = value

    @staticmethod
    def add(a: int, b: int) -> int:
        return a + b

    @classmethod
    def make(cls, x: int) -> 'A':
        return cls(x)

    def foo(self) -> Tuple[int, int]:
        return self._x, self.bar()

    def bar(self) -> int:
        return 10


class B(A):
    y: int

    def __init__(self, x: int = 20, y: Optional[int] = None) -> None:
        super().__init__(x)
        self.y = y if y is not None else x + 1

    def bar(self) -> int:
        return super().bar() + self.y

    @property
    def x(self) -> int:
        return -self._x

    @x.setter
    def x(self, value: int) -> None:
        self._x = value * 100


class Shape(metaclass=ABCMeta):
    sides: int = 0

    @property
    @abstractmethod
    def area(self) -> float: ...

    def __lt__(self, other: 'Shape') -> bool:
        return self.area < other.area


class Square(Shape):
    sides = 4

    def __init__(self, side: float) -> None:
        self.side = side

    @property
    def area(self) -> float:
        return self.side ** 2


class Counter:
    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __iter__(self) -> Iterator[int]:
        n = 0
        while n < self.limit:
            yield n
            n += 1

    def __contains__(self, n: object) -> bool:
        return isinstance(n, int) and 0 <= n < self.limit

    def __getitem__(self, key: int) -> int:
        if key in self:
            return key
        raise IndexError(key)

    def __call__(self, *args: int, **kwargs: int) -> int:
        return self.limit + sum(args) * kwargs.get('times', 1)

    def __len__(self) -> int:
        return self.limit

    def __bool__(self) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(self.limit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counter) and self.limit == other.limit


class Trait1:
    def name(self) -> str:
        return 'trait1'

    def both(self) -> List[str]:
        return [self.name()]


class Trait2:
    def both(self) -> List[str]:
        return ['trait2']


class Mixed(Trait1, Trait2):
    def name(self) -> str:
        return 'mixed'

    def both(self) -> List[str]:
        return super().both() + Trait2.both(self) + [k.__name__ for k in (Trait1, Mixed)]


def test_nodes() -> None:
    node = Node(1, Node(2, Node(3)))
    assert node.length() == 3 and node.x == 4 and Node._count == 3
    node.x = 6
    assert (node.x, Node.x) == (6, 4)
    strings = Node('a')
    assert strings.value.upper() == 'A' and Node._count == 4


def test_properties() -> None:
    a, b = A(1), B()
    a.x += 5
    b.x = 3
    assert a.x == 6 and b.x == -300 and b._x == 300, (a.x, b.x)
    assert a.foo() == (6, 10) and b.foo() == (300, 31)
    assert A.add(1, 2) == b.add(b=2, a=1) == 3 and isinstance(B.make(4), B) and not isinstance(A.make(1), B)
    assert log == ['A.__init__', 'A.__init__', 'set 6', 'A.__init__', 'A.__init__'], log


def test_abstract() -> None:
    shapes: List[Shape] = [Square(3), Square(1.5)]
    assert min(shapes).area == 2.25 and shapes[0].sides == 4 and Shape.sides == 0
    try:
        Shape()  # type: ignore[abstract]
    except TypeError as e:
        assert "abstract" in str(e)
    else:
        assert False


def test_dunders() -> None:
    c = Counter(4)
    assert list(c) == [0, 1, 2, 3] and 3 in c and 4 not in c and c[2] == 2 and c(1, 2, times=3) == 13
    assert bool(Counter(0)) and len({Counter(1), Counter(1), Counter(2)}) == 2 and c != 4
    try:
        c[9]
    except IndexError as e:
        assert e.args == (9,)


def test_traits() -> None:
    assert Mixed().both() == ['mixed', 'trait2', 'Trait1', 'Mixed']
    bound: Callable[[], List[str]] = Mixed().both
    assert bound() == Mixed().both() and isinstance(Mixed(), (int, Trait2))


for test in (test_nodes, test_properties, test_abstract, test_dunders, test_traits):
    test()
    print(test.__name__, 'ok')
