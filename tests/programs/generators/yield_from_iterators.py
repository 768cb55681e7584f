"""`yield from` what is only declared to be an iterator: a generator gets what is thrown in, is closed, and goes on; any other iterator does not."""

from collections.abc import Generator, Iterable, Iterator


class Holder:
    def __init__(self, source: Iterator[int]) -> None:
        self.source = source
        self.all: list[Iterable[int]] = [source]


class Countdown:
    def __init__(self, start: int) -> None:
        self.left = start

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left

    def close(self) -> None:
        print("countdown closed")


def numbers() -> Generator[int, None, None]:
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("caught", error)
        yield 10
        yield 11
    finally:
        print("numbers closed")


def short() -> Iterator[int]:
    try:
        yield 5
    except ValueError:
        return


def of_attribute(holder: Holder) -> Generator[int, None, None]:
    yield from holder.source
    yield 99


def of_item(holder: Holder) -> Iterator[int]:
    yield from holder.all[0]


def of_either(values: list[int] | Iterator[int]) -> Generator[int, None, None]:
    try:
        yield from values
    except KeyError as error:
        print("outer caught", error)
        yield -1


for make in (numbers, short, lambda: iter([7, 8, 9]), lambda: Countdown(3)):
    print("--")
    outer = of_attribute(Holder(make()))
    print(next(outer))
    try:
        print(outer.throw(ValueError("first")))
        print(list(outer))
    except ValueError as error:
        print("came back:", error)
        print(list(outer))
    print("-- closed early")
    outer = of_attribute(Holder(make()))
    print(next(outer))
    outer.close()
    print(list(outer))

print(list(of_item(Holder(numbers()))), list(of_item(Holder(iter(range(3))))))
for values in ([1, 2], iter([3, 4]), numbers()):
    either = of_either(values)
    print(next(either), end=" ")
    print(either.throw(KeyError("k")), list(either))
