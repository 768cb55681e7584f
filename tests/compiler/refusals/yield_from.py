from typing import Iterator


def count() -> Iterator[int]:
    yield from [1, 2]


print(list(count()))
