"""`yield from` an object that is no generator: it is asked once for its iterator, and one with a `close` is closed with the generator."""

from collections.abc import Generator, Iterator


class Feed:
    def __init__(self, limit: int) -> None:
        self.at, self.limit = 0, limit

    def __iter__(self) -> "Feed":
        print("iterator wanted")
        return self

    def __next__(self) -> int:
        if self.at == self.limit:
            raise StopIteration
        self.at += 1
        return self.at

    def close(self) -> None:
        print("closed at", self.at)


class Numbers:
    """Its iterators are generators."""

    def __iter__(self) -> Iterator[int]:
        print("numbers wanted")
        try:
            yield 10
            yield 20
        finally:
            print("numbers left")


class Plain:
    def __init__(self) -> None:
        self.asked = 0

    def __iter__(self) -> Iterator[str]:
        self.asked += 1
        return iter(["a", "b"])


def fed(feed: Feed) -> Generator[int, None, None]:
    yield 0
    yield from feed
    print("feed is empty")


def several(plain: Plain) -> Generator[object, None, None]:
    yield from plain
    yield from Numbers()
    yield from {"x": 1}
    yield from range(2)
    yield from "uv"
    yield from (3, 4)


print(list(fed(Feed(2))))
first = fed(Feed(5))
print(next(first), next(first), next(first))
first.close()
second = fed(Feed(5))
print(next(second), next(second))
try:
    second.throw(ValueError("thrown in"))
except ValueError as error:
    print("out came", error)
plain = Plain()
print(list(several(plain)), plain.asked)
third = several(plain)
print(next(third), next(third), next(third))
third.close()
