from contextlib import contextmanager
from typing import Iterator


@contextmanager
def announced(name: str) -> Iterator[None]:
    print("begin", name)
    yield
    print("end", name)


@announced("work")
def work() -> None:
    print("working")


work()
