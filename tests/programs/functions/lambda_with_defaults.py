"""Lambdas whose parameters have defaults: evaluated when the lambda is made, hidden from callers that give fewer arguments."""

import threading
from dataclasses import dataclass, field
from typing import Callable, Generic, TypeVar

T = TypeVar("T")


def adders() -> list[Callable[[int], int]]:
    found: list[Callable[[int], int]] = []
    for n in range(3):
        found.append(lambda x, n=n: x * 10 + n)
    found += [lambda x, n=n, m=-n: x + n + m for n in (5, 6)]
    return found


def noted(text: str) -> int:
    print("default of", text)
    return len(text)


class Button:
    def __init__(self, name: str) -> None:
        self.name = name
        self.clicked: Callable[[], str] | None = None
        self.moved: Callable[[int, int], str] = lambda x, y=0, name=name: f"{name} {x} {y}"

    def bind(self, action: Callable[[], str]) -> None:
        self.clicked = action


@dataclass
class Rule:
    test: Callable[[int], bool] = field(default=lambda value, limit=10: value < limit)
    name: str = "rule"


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.get: Callable[[], T] = lambda item=item: item
        self.pair: Callable[[int], tuple[int, T]] = lambda n, item=item: (n, item)


def apply(f: Callable[[int, int], int], a: int, b: int) -> int:
    return f(a, b)


def call(f: Callable[[], T]) -> T:
    return f()


def either(flag: bool) -> Callable[[int], int]:
    return (lambda x, k=2: x * k) if flag else (lambda x, k=3: x + k)


def main() -> None:
    print([f(1) for f in adders()])
    buttons = [Button(name) for name in ("ok", "cancel")]
    for index, button in enumerate(buttons):
        button.bind(lambda index=index, b=button: f"{index}: {b.name}")
    for button in buttons:
        print(button.clicked() if button.clicked else "nothing", button.moved(3, 4))
    print(Rule().test(3), Rule(lambda value, limit=2: value < limit).test(3))
    print(Box("a").get(), Box(3.5).pair(1), Box([1]).get())
    print(apply(lambda a, b=5: a - b, 9, 2), apply(lambda a, b, c=100: a + b + c, 1, 2))
    print(call(lambda x=3, y="z": y * x), call(lambda: (lambda q=[1, 2]: q)()))
    print(either(True)(5), either(False)(5))
    shifted: Callable[[int], int] = lambda x, by=noted("by"), more=noted("more"): x + by + more
    print(shifted(1), shifted(2))
    plain = lambda n=4: n * n  # noqa: E731
    print(plain(), plain(3), plain(n=2))
    none: Callable[[int], str] = lambda x, sep=None: f"{x}{sep}"
    print(none(1))
    print(sorted(["bb", "a", "ccc"], key=lambda s, sign=-1: sign * len(s)), max([3, 1], key=lambda v, table={3: 0, 1: 5}: table[v]))
    print(list(map(lambda x, k=10: x * k, [1, 2])), list(filter(lambda x, low=1: x > low, [1, 2])))
    table: dict[str, Callable[[float], float]] = {f"x{p}": (lambda x, p=p: x ** p) for p in (1, 2)}
    print({name: f(3.0) for name, f in table.items()})
    nested: Callable[[int], Callable[[int], int]] = lambda a, b=1: lambda c, d=2: a + b + c + d
    print(nested(10)(100))
    first: int | None = max([7, 3])
    if first is None:
        return
    later: Callable[[], int] = lambda first=first: first + 1
    first = None
    print(first, later())


def threads() -> None:
    lock, seen = threading.Lock(), [0]

    def add(n: int) -> None:
        with lock:
            seen[0] += n

    workers = [threading.Thread(target=lambda n=n: add(n)) for n in (1, 10, 100)]
    workers += [threading.Thread(target=lambda n, k=1000: add(n * k), args=(n,)) for n in (1, 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(seen)


main()
threads()
handlers: list[Callable[[str], None]] = []
for prefix in "ab":
    handlers.append(lambda text, prefix=prefix: print(prefix, text))
for handler in handlers:
    handler("x")
try:
    fail: Callable[[int], float] = lambda a, b=0: a / b
    fail(1)
except ZeroDivisionError as error:
    print(error)
