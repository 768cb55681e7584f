LOW = -9223372036854775807 - 1
HIGH = 9223372036854775807


def one() -> int:
    return len("x")


def word(n: int) -> int:
    return n * one()


class Cell:
    def __init__(self, value: int) -> None:
        self.value = value


def check(name: str, number: int) -> None:
    low, high, two, minus = word(LOW), word(HIGH), word(2), word(-1)
    cell, items, table = Cell(high), [high, low], {"a": high}
    try:
        if number == 0:
            print(high + 1)
        elif number == 1:
            print(low - 1)
        elif number == 2:
            print(high * two)
        elif number == 3:
            print(-low)
        elif number == 4:
            print(abs(low))
        elif number == 5:
            print(low // minus)
        elif number == 6:
            print(1 << word(63))
        elif number == 7:
            print(1 << word(64))
        elif number == 8:
            print(two ** 63)
        elif number == 9:
            cell.value += 1
        elif number == 10:
            items[1] -= 1
        elif number == 11:
            table["a"] *= 2
        elif number == 12:
            high += 1
        elif number == 13:
            print(sum([high, 1]))
        elif number == 14:
            print(int("9223372036854775808"))
        elif number == 15:
            print(int(word(10) * 1e18))
        elif number == 16:
            print(word(3037000500) ** 2)
        elif number == 17:
            print(high - minus)
        elif number == 18:
            print(divmod(low, minus))
        elif number == 19:
            print(round(1e19))
        elif number == 20:
            print(minus << 64)
        elif number == 21:
            print(low * minus)
        print(name, "no overflow")
    except OverflowError:
        print(name, "overflow")


low, high, two, minus = word(LOW), word(HIGH), word(2), word(-1)
print(high + minus, low + one(), minus * high, -high, ~low, ~high, low % minus, high // minus, low // two, low % 7)
print(minus << 63, two ** 62, word(-2) ** 63, minus ** 5, one() ** 1000, word(0) ** 0, low >> 63, low >> 200, high >> 64, minus >> 70)
print(7 // word(-2), 7 % word(-2), -7 // two, -7 % two, 0 // minus, low // word(3), low % word(3), divmod(-9, word(4)), divmod(9, word(-4)))
print(word(0) << 200, word(5) << 0, 2 ** -word(1) if False else 0.5, 10 % word(10), -1 % word(HIGH), low & high, low | high, low ^ minus)
print(True + True, True * 5, -True, ~True, True << 3, True & False, True | 2, 7 % (True + 1), True / 2, divmod(True, 2), True ** 2, int(True))
print(1 == 1.0, high == float(high), high < float(high), 2 ** 53 + one() == float(2 ** 53), low == float(low), 3 > 2.5, True == 1.0, 0.1 < 1)
print(high > 9.3e18, low < -9.3e18, high < float("inf"), low > float("-inf"), high < float("nan"), high != float("nan"), word(9007199254740993) < 9007199254740993.0)
for shift in (-1, word(-5)):
    try:
        print(1 << shift)
    except ValueError as error:
        print(error)
    try:
        print(1 >> shift)
    except ValueError as error:
        print(error)
