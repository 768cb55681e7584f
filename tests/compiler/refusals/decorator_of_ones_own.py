from typing import Callable


def twice(function: Callable[[], int]) -> Callable[[], int]:
    return function


@twice
def one() -> int:
    return 1


print(one())
