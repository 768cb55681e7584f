"""Mean, median, quantiles, histogram, least squares and k-means over small tables; running sums as a class."""
from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Callable, Iterable, Mapping, NamedTuple, Sequence


class Summary(NamedTuple):
    n: int
    mean: float
    deviation: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"n={self.n} mean={self.mean:.3f} sd={self.deviation:.3f} [{self.low:g}, {self.high:g}]"


@dataclass
class Running:
    """Welford's sums: one pass, no list."""
    n: int = 0
    mean: float = 0.0
    _squares: float = 0.0
    low: float = math.inf
    high: float = -math.inf

    def push(self, value: float) -> Running:
        self.n += 1
        delta = value - self.mean
        self.mean += delta / self.n
        self._squares += delta * (value - self.mean)
        self.low, self.high = min(self.low, value), max(self.high, value)
        return self

    __lshift__ = push

    @property
    def variance(self) -> float:
        if self.n < 2:
            raise ValueError("variance requires at least two data points")
        return self._squares / (self.n - 1)

    def summary(self) -> Summary:
        return Summary(self.n, self.mean, math.sqrt(self.variance), self.low, self.high)


def median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no median for empty data")
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def quantiles(values: Sequence[float], n: int = 4) -> list[float]:
    ordered, result = sorted(values), []
    for i in range(1, n):
        j, delta = divmod(i * (len(ordered) + 1), n)
        j = min(max(j, 1), len(ordered) - 1)
        result.append((ordered[j - 1] * (n - delta) + ordered[j] * delta) / n)
    return result


def regression(points: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    xs, ys = zip(*points)
    mx, my = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    sxy = math.fsum((x - mx) * (y - my) for x, y in zip(xs, ys))
    sxx, syy = [math.fsum((v - m) ** 2 for v in vs) for vs, m in ((xs, mx), (ys, my))]
    slope = sxy / sxx
    return slope, my - slope * mx, sxy / math.sqrt(sxx * syy)


def histogram(values: Iterable[float], edges: Sequence[float], bar: str = "#") -> list[str]:
    counts = Counter(bisect_right(edges, v) for v in values)
    labels = ["-inf", *(f"{e:g}" for e in edges), "inf"]
    return [f"{low:>5}..{high:<5}{bar * counts[i]}" for i, (low, high) in enumerate(zip(labels, labels[1:]))]


Point = tuple[float, float]


def k_means(points: Sequence[Point], centres: list[Point], distance: Callable[[Point, Point], float] = math.dist) -> Mapping[int, list[Point]]:
    while True:
        groups: defaultdict[int, list[Point]] = defaultdict(list)
        for p in points:
            groups[min(range(len(centres)), key=lambda i: distance(p, centres[i]))].append(p)
        moved = [(sum(x for x, _ in g) / len(g), sum(y for _, y in g) / len(g)) for _, g in sorted(groups.items())]
        if moved == centres:
            return groups
        centres[:] = moved


rng = random.Random(1234)
data = [round(rng.gauss(50, 10), 2) for _ in range(40)]
running = Running()
for value in data:
    running << value
print(running.summary())
print(median(data), median(data[:7]), [round(q, 3) for q in quantiles(data)], [round(q, 2) for q in quantiles(data, n=10)][::4])
print(*histogram(data, [30, 40, 50, 60, 70]), sep="\n")
line = [(float(x), 3 * x - 7 + (-1) ** x * 0.5) for x in range(10)]
print("slope {:.4f} intercept {:.4f} r {:.5f}".format(*regression(line)))
clouds = [(rng.gauss(cx, 0.5), rng.gauss(cy, 0.5)) for cx, cy in ((0, 0), (5, 5), (0, 6)) for _ in range(8)]
centres = [clouds[0], clouds[8], clouds[16]]
groups = k_means(clouds, centres)
print({k: len(v) for k, v in sorted(groups.items())}, [f"{x:.2f},{y:.2f}" for x, y in centres])
modes = Counter(int(v) // 10 * 10 for v in data)
print(modes.most_common(2), Running().push(1).n, max(modes, key=modes.__getitem__))
for f in (lambda: median([]), lambda: Running().push(3).variance):
    try:
        print(f())
    except ValueError as e:
        print("ValueError:", e)
