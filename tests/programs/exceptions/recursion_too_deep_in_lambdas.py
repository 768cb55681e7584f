# A lambda that calls itself without end raises RecursionError like any function.
from collections.abc import Callable, Iterator


def deep() -> None:
    down: Callable[[int], int] = lambda n: down(n + 1) + 1
    try:
        print(down(0))
    except RecursionError as error:
        print("one lambda:", error)


def replaced() -> None:
    answer: Callable[[str], int] = lambda text: len(text)
    print(answer("abc"))
    for _ in range(3):
        answer = lambda text: answer(text[:3] + "!")
    try:
        print(answer("b"))
    except RecursionError as error:
        print("one that took the other's name:", error)


def mutual() -> None:
    def odd(n: int) -> bool:
        return even(n - 1)

    even: Callable[[int], bool] = lambda n: odd(n - 1)
    try:
        print(even(7))
    except RecursionError as error:
        print("a lambda and a function:", error)


def counting(n: int) -> Iterator[int]:
    yield n
    yield from counting(n + 1)


deep()
replaced()
mutual()
try:
    print(max(counting(0)))
except RecursionError as error:
    print("a generator:", error)
factorial: Callable[[int], int] = lambda n: n * factorial(n - 1) if n > 1 else 1
print(factorial(20))
