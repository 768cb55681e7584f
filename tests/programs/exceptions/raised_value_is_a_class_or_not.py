"""A value that is raised, or stands behind `from`, may be a class, an exception, or one of the two."""

from typing import Optional


class Own(Exception):
    def __init__(self, code: int = 7) -> None:
        super().__init__(f"own {code}")


class Needs(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"needs {code}")


def f(exc: type[Exception] | Exception) -> None:
    try:
        raise exc
    except Exception as e:
        print(type(e).__name__, e, e.args, repr(e))


f(ValueError); f(KeyError("a")); f(Own); f(Own(3)); f(Needs(4))


def g(k: int) -> type[Exception] | Exception:
    return ValueError if k == 0 else Needs if k == 2 else KeyError("z")


for k in range(2):
    f(g(k))
    try:
        raise g(k) from g(1 - k)
    except Exception as e:
        print(repr(e), repr(e.__cause__))
for cls in [ValueError, KeyError, Own]:
    try:
        raise cls
    except Exception as e:
        print(repr(e), e.args)
for chosen in (ValueError, KeyError("a"), OSError(2, "no")):
    try:
        raise chosen
    except Exception as e:
        print(repr(e))


def h(cause: Optional[type[Exception]]) -> None:
    try:
        if cause is None:
            raise RuntimeError("none") from cause
        raise RuntimeError from cause
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__), e.__suppress_context__)


h(None); h(KeyError)
try:
    raise g(2)
except TypeError:
    print("TypeError")
