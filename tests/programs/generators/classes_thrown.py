"""`throw` takes an exception, a class of exceptions, or a class and what it is called with."""

from collections.abc import Generator


class Stop(Exception):
    def __init__(self, reason: str = "none given") -> None:
        super().__init__(reason)
        self.reason = reason


def patient() -> Generator[str, None, str]:
    while True:
        try:
            yield "waiting"
        except ValueError as error:
            yield f"caught {error!r}"
        except Stop as error:
            return error.reason


def outer() -> Generator[str, None, None]:
    print("result", (yield from patient()))
    yield "after"


def ended(by: type[Exception]) -> None:
    generator = patient()
    print(next(generator))
    try:
        print(generator.throw(by))
    except StopIteration as end:
        print("ended:", end.value)
    except Exception as error:
        print("out came", repr(error), type(error).__name__)


generator = outer()
print(next(generator))
print(generator.throw(ValueError))
print(next(generator))
print(generator.throw(ValueError("with a text")))
print(next(generator))
print(generator.throw(ValueError, "a text beside"))
print(next(generator))
print(generator.throw(ValueError, ValueError("made before")))
print(next(generator))
print(generator.throw(Stop, "enough"))
for kind in (Stop, KeyError):
    ended(kind)
try:
    patient().throw(ZeroDivisionError)
except ZeroDivisionError as error:
    print("never began", repr(error))
