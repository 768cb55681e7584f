"""An operand on the right whose class is derived from that of the left one is asked first: always when comparing, in arithmetic if its
reflected method is another one."""

from __future__ import annotations


class Amount:
    def __init__(self, value: int) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value})"

    def __eq__(self, other: object) -> bool:
        print("  Amount ==", self, other)
        if not isinstance(other, Amount):
            return NotImplemented
        return self.value == other.value

    def __lt__(self, other: Amount) -> bool:
        print("  Amount <", self, other)
        return self.value < other.value

    def __gt__(self, other: Amount) -> bool:
        print("  Amount >", self, other)
        return self.value > other.value

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.value + other.value)

    def __radd__(self, other: Amount) -> Amount:
        return Amount(1000 + self.value + other.value)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.value - other.value)


class Rounded(Amount):
    """Compares in its own way."""

    def __eq__(self, other: object) -> bool:
        print("  Rounded ==", self, other)
        if isinstance(other, int):
            return self.value == other
        if not isinstance(other, Rounded):
            return NotImplemented
        return self.value // 10 == other.value // 10

    def __gt__(self, other: Amount) -> bool:
        print("  Rounded >", self, other)
        return self.value // 10 > other.value // 10


class Priced(Rounded):
    """Adds in its own way."""

    def __radd__(self, other: Amount) -> Amount:
        return Priced(self.value + other.value)

    def __rsub__(self, other: Amount) -> Amount:
        return Priced(other.value - self.value)


class Plain(Amount):
    pass


print(Amount(1) == Rounded(1), Rounded(1) == Amount(2), Amount(3) != Rounded(3))
print(Amount(1) == Plain(1), Plain(1) == Amount(2))
print(Amount(5) < Rounded(18), Rounded(5) < Amount(18), Amount(1) < Plain(2))
print(Amount(1) + Priced(2), Priced(1) + Amount(2), Amount(1) + Rounded(2), Rounded(1) + Priced(2))
print(Amount(9) - Priced(2), Priced(9) - Amount(2), Amount(9) - Plain(1))

amounts: list[Amount] = [Amount(10), Rounded(12), Priced(19), Plain(10)]
for one in amounts:
    for two in amounts:
        print(one, two, one == two, one != two, one < two, one + two, one - two)
print(Plain(10) in amounts, amounts.index(Plain(19)), amounts.count(Amount(10)))
print(max(amounts), sorted(amounts, reverse=True))

for one in amounts:
    print(one.__eq__(12), one.__eq__("12"), one == 12, one == "12")
total = Amount(0)
for one in amounts:
    total += one
print(total)


class Strict:
    """Knows only objects of just its class."""

    def __init__(self, n: int) -> None:
        self.n = n

    def __add__(self, other: Strict) -> str:
        if type(other) is not Strict:
            return NotImplemented
        return "strict sum"

    def __lt__(self, other: Strict) -> bool:
        print("  Strict <")
        return NotImplemented

    def __gt__(self, other: Strict) -> bool:
        print("  Strict >")
        return self.n == 7


class Loose(Strict):
    def __radd__(self, other: Strict) -> str:
        return "loose sum"


print(Strict(1) + Strict(2), Strict(1) + Loose(2))
print(Strict(1) < Strict(7), Strict(1) < Strict(2))
for item in [Strict(1), Loose(2)]:
    try:
        print(item + Loose(3), Strict(1) + item, item + item)
    except TypeError as error:
        print(error)
