import functools
from typing import Callable


class Remembering:
    def __init__(self, function: Callable[[int], int]) -> None:
        self.function = function
        functools.update_wrapper(self, function)

    def __call__(self, number: int) -> int:
        return self.function(number)


@Remembering
def double(number: int) -> int:
    return number * 2


print(double(3))
