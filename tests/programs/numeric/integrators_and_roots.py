"""Root finding, quadrature and ordinary differential equations, each method a function that takes functions."""
from __future__ import annotations

import math
from itertools import islice, pairwise, takewhile
from typing import Callable, Iterator, NamedTuple

Function = Callable[[float], float]
Field = Callable[[float, tuple[float, ...]], tuple[float, ...]]


class Root(NamedTuple):
    x: float
    steps: int


class NoConvergence(ArithmeticError):
    def __init__(self, method: str, last: float, /) -> None:
        super().__init__(f"{method} stopped at {last:.6g}")
        self.last = last


def bisect(f: Function, low: float, high: float, tolerance: float = 1e-12) -> Root:
    if f(low) * f(high) > 0:
        raise ValueError("f(low) and f(high) must have different signs")
    steps = 0
    while high - low > tolerance:
        middle = (low + high) / 2
        if f(low) * f(middle) <= 0:
            high = middle
        else:
            low = middle
        steps += 1
    return Root((low + high) / 2, steps)


def newton(f: Function, x: float, *, derivative: Function | None = None, limit: int = 50) -> Root:
    slope = derivative or (lambda at: (f(at + 1e-6) - f(at - 1e-6)) / 2e-6)
    for step in range(1, limit + 1):
        try:
            x, before = x - f(x) / slope(x), x
        except ZeroDivisionError:
            raise NoConvergence("newton", x) from None
        if abs(x - before) < 1e-13:
            return Root(x, step)
    raise NoConvergence("newton", x)


def simpson(f: Function, a: float, b: float, n: int = 100) -> float:
    h = (b - a) / n
    inner = math.fsum((4 if k % 2 else 2) * f(a + k * h) for k in range(1, n))
    return h / 3 * (f(a) + inner + f(b))


def adaptive(f: Function, a: float, b: float, eps: float = 1e-10) -> float:
    def go(a: float, fa: float, b: float, fb: float, whole: float, m: float, fm: float, eps: float) -> float:
        lm, rm = (a + m) / 2, (m + b) / 2
        flm, frm = f(lm), f(rm)
        left, right = (m - a) / 6 * (fa + 4 * flm + fm), (b - m) / 6 * (fm + 4 * frm + fb)
        delta = left + right - whole
        if abs(delta) <= 15 * eps:
            return left + right + delta / 15
        return go(a, fa, m, fm, left, lm, flm, eps / 2) + go(m, fm, b, fb, right, rm, frm, eps / 2)

    m = (a + b) / 2
    fa, fb, fm = f(a), f(b), f(m)
    return go(a, fa, b, fb, (b - a) / 6 * (fa + 4 * fm + fb), m, fm, eps)


def runge_kutta(field: Field, t: float, y: tuple[float, ...], h: float) -> Iterator[tuple[float, tuple[float, ...]]]:
    def along(y: tuple[float, ...], k: tuple[float, ...], by: float) -> tuple[float, ...]:
        return tuple(a + by * b for a, b in zip(y, k))

    while True:
        yield t, y
        k1 = field(t, y)
        k2 = field(t + h / 2, along(y, k1, h / 2))
        k3 = field(t + h / 2, along(y, k2, h / 2))
        k4 = field(t + h, along(y, k3, h))
        y = tuple(a + h / 6 * (p + 2 * q + 2 * r + s) for a, p, q, r, s in zip(y, k1, k2, k3, k4))
        t += h


def falling(t: float, y: tuple[float, ...]) -> tuple[float, ...]:
    height, speed = y
    return speed, -9.81 - 0.1 * speed * abs(speed)


polynomial: Function = lambda x: x ** 3 - 2 * x - 5
for name, root in {"bisect": bisect(polynomial, 2, 3), "newton": newton(polynomial, 2), "given": newton(polynomial, 2, derivative=lambda x: 3 * x * x - 2)}.items():
    print(f"{name:<8}{root.x:.10f} {abs(polynomial(root.x)) < 1e-9} in {root.steps if name == 'bisect' else 'few'}")
print(f"{simpson(math.sin, 0, math.pi):.8f} {simpson(math.exp, 0, 1, n=10):.8f} {adaptive(lambda x: math.sqrt(abs(x - 0.3)), 0, 1):.8f}")
decay = runge_kutta(lambda t, y: (-y[0],), 0.0, (1.0,), 0.1)
t, (value,) = next(islice(decay, 10, None))
print(f"{t:.1f} {value:.8f} {math.exp(-1):.8f}")
flight = list(takewhile(lambda point: point[1][0] >= 0, runge_kutta(falling, 0.0, (20.0, 0.0), 0.25)))
print(len(flight), *(f"{t:.2f}:{y[0]:.3f}" for t, y in flight[::3]))
print(all(a[1][1] > b[1][1] for a, b in pairwise(flight)))
for attempt in (lambda: bisect(math.cosh, 0, 1), lambda: newton(lambda x: x * x + 1, 0.0), lambda: newton(math.atan, 3.0, limit=4)):
    try:
        print(attempt())
    except NoConvergence as e:
        print(type(e).__name__, str(e)[:15])
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
