"""`__iadd__` and its like that return NotImplemented: then it is done as without `=`, on names, attributes and items."""


class Amount:
    def __init__(self, value: int) -> None:
        self.value = value

    def __imul__(self, other: object) -> "Amount":
        if isinstance(other, str):
            return NotImplemented
        self.value += 1
        return self

    def __mul__(self, other: object) -> "Amount":
        return Amount(self.value * 100)

    def __iadd__(self, other: int) -> "Amount":
        return NotImplemented

    def __isub__(self, other: "Other | int") -> "Amount":
        return NotImplemented


class Other:
    def __rsub__(self, left: object) -> Amount:
        return Amount(7)


class Below(Amount):
    def __mul__(self, other: object) -> "Amount":
        return Amount(-1)


class Holder:
    def __init__(self) -> None:
        self.amount = Amount(3)


one = kept = Amount(1)
one *= 2
print(one.value, one is kept)
one *= "a"
print(one.value, kept.value)
holder = Holder()
holder.amount *= "x"
print(holder.amount.value)
amounts = [Amount(2), Below(4)]
amounts[0] *= "q"
amounts[1] *= "q"
print([amount.value for amount in amounts])
amounts[0] *= 5
print(amounts[0].value)
try:
    one += 1
except TypeError as error:
    print(error)
one -= Other()
print(one.value)
try:
    one -= 3
except TypeError as error:
    print(error)
