class Failure(Exception):
    """An exception with text of its own."""

    def __init__(self, code: int) -> None:
        super().__init__("failed", code)
        self.code = code

    def check(self) -> None:
        if self.code > 1:
            raise self


class Outer:
    class Inner(Exception):
        pass

    def method(self, n: int) -> int:
        return compute(
            n,
            0,
        )

    @property
    def value(self) -> int:
        return self.method(1)

    @staticmethod
    def static() -> int:
        return Outer().value


def compute(a: int, b: int) -> int:
    if a:
        return (
            a
            // b
        )
    return a


def first() -> None:
    try:
        Outer.static()
    except ZeroDivisionError as error:
        raise Failure(2) from error


def second() -> None:
    try:
        first()
    except Failure as error:
        error.check()


def third() -> None:
    try:
        second()
    finally:
        print("cleaning")


def recurse(n: int) -> None:
    if n == 0:
        raise Outer.Inner("deep")
    recurse(n - 1)


class Manager:
    def __enter__(self) -> "Manager":
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        print("exit", value is None)


try:
    with Manager():
        recurse(10)
except Outer.Inner:
    values = {"a": [1, 2]}
    for key in ["a", "b"]:
        try:
            print(values[key][1])
        except KeyError:
            with Manager() as manager:
                third()
