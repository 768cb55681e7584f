"""`return` inside `with ExitStack()`: mypy counts on it as it does for every `__exit__` that does not say it always swallows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def opened(name: str) -> Iterator[str]:
    print("open", name)
    try:
        yield name.upper()
    finally:
        print("close", name)


def all_of(names: list[str]) -> list[str]:
    with ExitStack() as stack:
        found = [stack.enter_context(opened(name)) for name in names]
        stack.callback(print, "callback")
        return found


def first_with(names: list[str], letter: str) -> str:
    with ExitStack() as stack:
        for name in names:
            entered = stack.enter_context(opened(name))
            if letter in name:
                return entered
        raise KeyError(letter)


def perhaps(names: list[str]) -> int | None:
    with ExitStack() as stack:
        stack.enter_context(suppress(IndexError))
        return len(names[0])


print(all_of(["a", "b"]))
print(first_with(["ab", "cd", "ef"], "d"))
try:
    print(first_with(["ab"], "z"))
except KeyError as error:
    print("none with", error)
print(perhaps(["four"]), perhaps([]))
