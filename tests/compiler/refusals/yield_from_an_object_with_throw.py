from collections.abc import Generator


class Source:
    def __iter__(self) -> "Source":
        return self

    def __next__(self) -> int:
        return 1

    def throw(self, error: BaseException) -> int:
        return 2


def given() -> Generator[int, None, None]:
    yield from Source()


print(next(given()))
