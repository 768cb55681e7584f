"""@contextmanager: what the body of the `with` and the generator do to each other."""

from contextlib import contextmanager
from typing import Generator, Iterator


@contextmanager
def section(name: str, level: int = 1) -> Iterator[str]:
    print(">" * level, name)
    try:
        yield name.upper()
    except KeyError as error:
        print("swallowed", error)
    finally:
        print("<" * level, name)


@contextmanager
def number() -> Generator[int, None, None]:
    yield 41


@contextmanager
def translate() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise RuntimeError("translated") from error


@contextmanager
def twice() -> Iterator[int]:
    yield 1
    yield 2


@contextmanager
def never() -> Iterator[int]:
    if False:
        yield 1


class Account:
    def __init__(self) -> None:
        self.balance = 100

    @contextmanager
    def transaction(self, amount: int) -> Iterator[int]:
        before = self.balance
        self.balance -= amount
        try:
            yield self.balance
        except ValueError:
            self.balance = before
            print("rolled back")


with section("plain") as title:
    print(title)
with section("named", level=3) as title, number() as n:
    print(title, n + 1)
with section("error"):
    raise KeyError("lost")
print("after")
try:
    with section("passes"):
        raise IndexError("through")
except IndexError as error:
    print(repr(error))
try:
    with translate():
        raise ValueError("original")
except RuntimeError as failure:
    print(failure, repr(failure.__cause__))
for manager in (twice, never):
    try:
        with manager() as value:
            print(value)
    except RuntimeError as failure:
        print(failure)
account = Account()
with account.transaction(30) as left:
    print(left)
with account.transaction(50):
    raise ValueError("no")
print(account.balance)


def early() -> str:
    for i in range(3):
        with section(f"loop {i}"):
            if i == 0:
                continue
            return f"returned {i}"
    return "never"


print(early())
with section("last"):
    raise OSError("goes out")
