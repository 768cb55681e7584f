"""Telephone billing in the manner of the telco benchmark: decimal arithmetic kept in integers, three kinds of rounding."""
from __future__ import annotations

import enum
import random
import sys
from dataclasses import dataclass, field
from typing import Final, Iterable, Iterator

SCALE: Final = 10 ** 5
RATES: Final[dict[str, int]] = {"L": 130, "D": 894}
BASE_TAX: Final = 6750
DISTANCE_TAX: Final = 3410


class Rounding(enum.Enum):
    HALF_EVEN = enum.auto()
    DOWN = enum.auto()
    HALF_UP = enum.auto()


def quantize(value: int, unit: int, how: Rounding) -> int:
    """The multiple of `unit` that `value` is rounded to, by the rule."""
    whole, rest = divmod(value, unit)
    if how is Rounding.DOWN:
        return whole * unit
    twice = 2 * rest
    if twice > unit or (twice == unit and (how is Rounding.HALF_UP or whole & 1)):
        whole += 1
    return whole * unit


@dataclass(slots=True)
class Totals:
    price: int = 0
    base_tax: int = 0
    distance_tax: int = 0
    calls: dict[str, int] = field(default_factory=lambda: dict.fromkeys("LD", 0))

    def __add__(self, other: Totals) -> Totals:
        merged = {kind: self.calls[kind] + other.calls[kind] for kind in self.calls}
        return Totals(self.price + other.price, self.base_tax + other.base_tax, self.distance_tax + other.distance_tax, merged)

    def __radd__(self, other: int) -> Totals:
        return self


def calls(count: int, *, seed: int = 7) -> Iterator[tuple[str, int]]:
    generator = random.Random(seed)
    for _ in range(count):
        seconds = generator.randrange(1, 3600)
        yield "LD"[seconds & 1], seconds


def money(amount: int) -> str:
    return f"{amount // SCALE:,d}.{amount % SCALE // 1000:02d}"


def bill(batch: Iterable[tuple[str, int]], out: list[str] | None = None) -> Totals:
    totals = Totals()
    for kind, seconds in batch:
        price = quantize(seconds * RATES[kind], 1000, Rounding.HALF_EVEN)
        tax = quantize(price * BASE_TAX // SCALE, 1000, Rounding.DOWN)
        total = price + tax
        totals.price += price
        totals.base_tax += tax
        if kind == "D":
            extra = quantize(price * DISTANCE_TAX // SCALE, 1000, Rounding.HALF_UP)
            totals.distance_tax += extra
            total += extra
        totals.calls[kind] += 1
        if out is not None:
            out.append(money(total))
    return totals


def main(argv: list[str]) -> int:
    lines: list[str] = []
    first = bill(calls(200), out=lines)
    print(*lines[:10], sep=" | ")
    print(max(lines, key=lambda text: float(text.replace(",", ""))), min(lines, key=float), len(set(lines)))
    second = bill(calls(5000, seed=11))
    print(first)
    both = sum([first, second])
    if not isinstance(both, int):
        print(money(both.price), money(both.base_tax), money(both.distance_tax), both.calls)
    for value in (149, 150, 151, 250, 350, -150, -151):
        print(f"{value:>5}", *(f"{how.name.lower()}={quantize(value, 100, how)}" for how in Rounding))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
