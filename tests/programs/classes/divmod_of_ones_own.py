# `divmod` asks the classes of its operands, and only those.
class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __divmod__(self, parts: int) -> tuple["Money", int]:
        if parts == 0:
            raise ZeroDivisionError("nobody to share with")
        return Money(self.cents // parts), self.cents % parts

    def __rdivmod__(self, whole: int) -> tuple[int, int]:
        return divmod(whole, self.cents)

    def __repr__(self) -> str:
        return f"Money({self.cents})"


class Clock:
    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def __divmod__(self, other: "Clock | int") -> str:
        return f"{self.minutes} by {other.minutes if isinstance(other, Clock) else other}"


def show(number: int) -> None:
    try:
        share, rest = divmod(Money(100), number)
        print(share, rest)
    except ZeroDivisionError as error:
        print(error)


show(3)
show(0)
show(-7)
print(divmod(100, Money(7)), divmod(Clock(5), 3), divmod(Clock(5), Clock(2)))
print(divmod(7, -2), divmod(-7.5, 2), divmod(True, 2), divmod(7, 2.0))
