"""What goes wrong with generators, in CPython's words."""

from typing import Iterator


def stops() -> Iterator[int]:
    yield 1
    raise StopIteration


def takes_too_much() -> Iterator[int]:
    source = iter([1, 2])
    while True:
        yield next(source) + next(source) + next(source)


def fails(at: int) -> Iterator[float]:
    for i in range(5):
        yield 10 / (at - i)


def reenters() -> Iterator[int]:
    yield 1
    yield next(itself)


for make in (stops, takes_too_much):
    try:
        for x in make():
            print(x)
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
f = fails(2)
print(next(f), next(f))
try:
    next(f)
except ZeroDivisionError as error:
    print(error)
print(list(f))
itself: Iterator[int] = reenters()
print(next(itself))
try:
    next(itself)
except ValueError as error:
    print(error)
print(next(itself, "over"))
for y in fails(1):
    print(y)
