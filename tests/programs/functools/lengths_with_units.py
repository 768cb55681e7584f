"""A measure with units: `total_ordering` from one comparison, `singledispatch` to read it, `cached_property`, and `reduce` over many."""
from __future__ import annotations

from functools import cache, cached_property, partial, reduce, singledispatch, total_ordering

UNITS = {"mm": 1, "cm": 10, "m": 1000, "km": 1_000_000}


@cache
def factor(source: str, target: str) -> float:
    print(f"[{source}->{target}]", end=" ")
    return UNITS[source] / UNITS[target]


@total_ordering
class Length:
    def __init__(self, amount: float, unit: str = "m") -> None:
        if unit not in UNITS:
            raise ValueError(f"no unit {unit!r}")
        self.amount, self.unit = amount, unit

    @cached_property
    def millimetres(self) -> int:
        print(f"<{self}>", end=" ")
        return round(self.amount * UNITS[self.unit])

    def to(self, unit: str) -> Length:
        return Length(self.amount * factor(self.unit, unit), unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Length) and self.millimetres == other.millimetres

    def __lt__(self, other: Length) -> bool:
        return self.millimetres < other.millimetres

    def __add__(self, other: Length) -> Length:
        return Length(self.amount + other.to(self.unit).amount, self.unit)

    def __str__(self) -> str:
        return f"{self.amount:g} {self.unit}"


@singledispatch
def length(source: object) -> Length:
    raise TypeError(f"no length: {source!r}")


@length.register
def _(source: int) -> Length:
    return Length(float(source), "mm")


@length.register
def _(source: float) -> Length:
    return Length(source)


@length.register
def _(source: str) -> Length:
    amount, _, unit = source.partition(" ")
    return Length(float(amount), unit or "m")


@length.register(list)
def _(source: list[str]) -> Length:
    return reduce(lambda total, item: total + length(item), source, Length(0.0))


for source in (2500, 1.5, "3 km", "0.25", ["1", "2 cm", "0.5 m"], ["1 km", "5 mm"], True):
    print(repr(source), "=", length(source))
for wrong in ("3 miles", None, "much", ["1 m", "x"]):
    try:
        print(length(wrong))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
metre, kilometre, hundred = length("1 m"), length("1 km"), length("100 cm")
print(metre < kilometre, metre == hundred, metre >= hundred, metre > kilometre, metre != kilometre, metre <= hundred, metre == 1)
all_lengths = [length(text) for text in ("2 m", "150 cm", "1.9 m", "0.001 km", "3 mm")]
print(*sorted(all_lengths), sep=" < ")
print(max(all_lengths), min(all_lengths), reduce(Length.__add__, all_lengths), sorted(all_lengths, reverse=True)[1])
print(kilometre.to("cm"), kilometre.to("cm").to("m"), metre.to("km"), factor.cache_info())
in_centimetres = partial(Length, unit="cm")
print(in_centimetres(5), in_centimetres(250.0) > length("2 m"), [str(in_centimetres(n / 2)) for n in range(3)], kilometre.millimetres)
