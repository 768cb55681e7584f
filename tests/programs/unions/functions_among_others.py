"""A function taken out of a union with numbers and objects, after callable() or isinstance() has told that it is one."""

from __future__ import annotations

from typing import Callable, Union


class Scale:
    def __init__(self, by: float) -> None:
        self.by = by

    def __call__(self, x: float) -> float:
        return x * self.by

    def half(self, x: float) -> float:
        return x / 2


Value = Union[float, str, Scale, Callable[[float], float]]


def square(x: float) -> float:
    return x * x


def of_anything(x: object) -> float:
    return float(len(str(x)))


def show(value: Value) -> str:
    if isinstance(value, Scale):
        return f"scale {value(3.0)}"
    if callable(value):
        return f"function {value(3.0)}"
    return f"{type(value).__name__} {value}"


class Scope:
    def __init__(self, **values: Value) -> None:
        self.values = values

    def apply(self, name: str, x: float) -> Value:
        found = self.values.get(name, "nothing")
        if isinstance(found, (float, str)):
            return found
        return found(x)


def run(steps: list[str | Callable[[], int]]) -> int:
    total = 0
    for step in steps:
        if isinstance(step, str):
            print("step", step)
        else:
            total += step()
    return total


def later(action: Callable[[int], str] | int | None) -> Callable[[int], str]:
    if action is None or isinstance(action, int):
        return lambda n: f"{action} and {n}"
    return action


values: list[Value] = [2.5, "text", Scale(4.0), square, Scale(1.0).half, of_anything, lambda x: x + 0.5]
for value in values:
    print(show(value))
scope = Scope(pi=3.25, name="n", square=square, scale=Scale(10.0), up=lambda x: x + 1.0)
for name in scope.values:
    print(name, scope.apply(name, 1.5))
counter = iter(range(5, 9))
print(run(["one", lambda: next(counter), "two", lambda: next(counter) * 100]))
print(later(None)(1), later(7)(2), later(str)(3), later(lambda n: "n" * n)(4))
