from typing import Any, Callable


def once(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


@once
def one() -> int:
    return 1


print(one())
