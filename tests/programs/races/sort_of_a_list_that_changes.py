"""A list is empty while it is sorted; what is done to it meanwhile is an error, and an error in a key leaves the items."""


class Meddler:
    def __init__(self, number: int, target: list["Meddler"], meddles: bool) -> None:
        self.number = number
        self.target = target
        self.meddles = meddles

    def __lt__(self, other: "Meddler") -> bool:
        if self.meddles:
            self.target.append(self)
        return self.number < other.number


def numbers(items: list[Meddler]) -> list[int]:
    return [item.number for item in items]


calm: list[Meddler] = []
calm.extend(Meddler(n * 7 % 10, calm, False) for n in range(10))
calm.sort()
print(numbers(calm))

wild: list[Meddler] = []
wild.extend(Meddler(n * 7 % 10, wild, n == 5) for n in range(10))
try:
    wild.sort()
    print("sorted")
except ValueError as error:
    print("ValueError", error)
print(len(wild), sorted(numbers(wild)))

seen: list[int] = []
values = [3, 1, 2]


def key(value: int) -> int:
    seen.append(len(values))
    return -value


values.sort(key=key)
print(values, seen)


def failing(value: int) -> int:
    if value == 1:
        raise KeyError("no")
    return value


try:
    values.sort(key=failing)
except KeyError as error:
    print("KeyError", error, values)


def clearing(value: int) -> int:
    values.append(9)
    return value


try:
    values.sort(key=clearing)
except ValueError as error:
    print("ValueError", error, values)
