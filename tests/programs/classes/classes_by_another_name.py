"""`Other = Class` makes another name of a class, which can do all that the first one can; IOError and EnvironmentError are names of OSError."""

import collections
from dataclasses import dataclass


@dataclass
class Celsius:
    degrees: float

    @classmethod
    def freezing(cls) -> "Celsius":
        return cls(0.0)


class Rejected(ValueError):
    pass


Temperature = Celsius
Failure = Rejected
Text = str
Whole = int
Tally = collections.OrderedDict


def warmer(by: Temperature) -> Temperature:
    return Temperature(by.degrees + 1.0)


def attempt(number: int) -> None:
    try:
        if number == 0:
            raise Failure("nothing")
        if number == 1:
            raise IOError("no disk")
        if number == 2:
            raise EnvironmentError(2, "no file")
        if number == 3:
            raise Failure
    except Failure as error:
        print("failure", repr(error))
    except IOError as error:
        print(type(error).__name__, error, error.errno)
    else:
        print("fine")


print(warmer(Temperature.freezing()), Temperature(3.5), isinstance(Celsius(1.0), Temperature), Temperature is Celsius)
for chosen in range(5):
    attempt(chosen)
print(issubclass(OSError, IOError), Failure.__name__, Failure.__mro__[1].__name__)
print(Text(12) + "!", Whole("7") + 1, list(map(Whole, ["4", "5"])), [Text(n) for n in range(3)])
makers = [Celsius, Temperature]
print([make(2.0) for make in makers])
tally: Tally[str, int] = Tally()
tally["a"] = 1
print(tally)
match warmer(Celsius(1.0)):
    case Temperature(degrees=degrees):
        print("matched", degrees)
