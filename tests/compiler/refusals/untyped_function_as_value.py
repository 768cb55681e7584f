from collections.abc import Callable


def apply(call: Callable[[int, int], int], first: int, second: int) -> int:
    return call(first, second)


def divisor(a, b):
    return a if b == 0 else divisor(b, a % b)


print(apply(divisor, 12, 18))
