from typing import Callable


def compose(f: Callable[[int], int], g: Callable[[int], int]):
    return lambda x: f(g(x))


print(compose(abs, abs)(-3))
