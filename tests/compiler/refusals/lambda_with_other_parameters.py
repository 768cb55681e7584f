from typing import Callable


def apply(f: Callable[[int], int]) -> int:
    return f(1)


print(apply(lambda x, y, z=1: x + y + z))
