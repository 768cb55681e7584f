from typing import Callable, TypeVar

F = TypeVar("F")


def marked(function: F) -> F:
    return function


class A:
    @marked
    @classmethod
    def make(cls) -> "A":
        return cls()


print(A.make())
