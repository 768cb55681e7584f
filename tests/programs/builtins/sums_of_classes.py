from __future__ import annotations


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __add__(self, other: Money | int) -> Money:
        return Money(self.cents + (other.cents if isinstance(other, Money) else other))

    __radd__ = __add__

    def __repr__(self) -> str:
        return f"Money({self.cents})"


class Length(float):
    def __radd__(self, other: float) -> Length:
        return Length(float(self) + other)

    def __add__(self, other: float) -> Length:
        return Length(float(self) + other)


total = sum([Money(3), Money(4)])
print(total, isinstance(total, Money))
if not isinstance(total, int):
    print(total.cents)
nothing: list[Money] = []
print(sum(nothing), sum(nothing, Money(0)), sum((Money(i) for i in range(4)), start=Money(100)))
print(sum([0.1] * 10), sum([True, False, True]), sum(range(5), 10), sum([[1], [2, 3]], []))
