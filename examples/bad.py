"""What `yarara check` says about programs that cannot be compiled: try `yarara check examples/bad.py`."""

from __future__ import annotations


def total(prices: list[int]) -> int:
    return sum(prices) + "tax"


def double(value: int) -> str:
    return value * 2


def evaluate(expression: str) -> int:
    result: int = eval(expression)
    return result


print(total([1, 2, 3]))
print(double(4))
print(evaluate("1 + 1"))
print("Hello".shout())
