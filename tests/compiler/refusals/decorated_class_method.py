from typing import Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def same(function: Callable[P, R]) -> Callable[P, R]:
    return function


class A:
    @classmethod
    @same
    def make(cls) -> int:
        return 1


print(A.make())
