from typing import Iterator


def count() -> Iterator[int]:
    yield 1


for n in count():
    print(n)
