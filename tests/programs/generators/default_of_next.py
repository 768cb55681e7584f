# The default of `next` is evaluated before the iterator is asked, and also when it is not needed.
from collections.abc import Iterator


def noted(text: str, value: int) -> int:
    print("evaluating", text)
    return value


def failing() -> int:
    raise LookupError("no default")


def numbers() -> Iterator[int]:
    print("started")
    yield 1
    print("going on")
    yield 2
    print("ending")


iterator = numbers()
print(next(iterator, noted("first", 5)))
print(next(iterator, noted("second", 6)))
print(next(iterator, noted("third", 7)))
print(next(iterator, noted("fourth", 8)))
print(next(iter([1]), noted("of a list", 9)), next(iter({"a": 1}), "none"), next((n for n in [3, 4] if n > 3), None))

again = numbers()
try:
    print(next(again, failing()))
except LookupError as error:
    print("raised", error)
print(list(again))
