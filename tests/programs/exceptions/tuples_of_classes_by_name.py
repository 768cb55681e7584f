"""Classes of exceptions named once as a tuple, with fields and text of their own; causes, notes, retries."""
from __future__ import annotations


class AppError(Exception):
    code = 1

    def __init__(self, message: str, detail: dict[str, int] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail or {}

    def __str__(self) -> str:
        return f"[{self.code}] {self.message} {self.detail}"


class NotFound(AppError):
    code = 404


class Denied(AppError):
    code = 403

    def __init__(self, user: str) -> None:
        super().__init__(f"{user} denied", {"level": 3})
        self.user = user


CLIENT_ERRORS = (NotFound, Denied)
ARITHMETIC = (ZeroDivisionError, OverflowError)


def act(n: int) -> int:
    if n == 0:
        raise NotFound("nothing", {"n": n})
    if n == 1:
        raise Denied("bob")
    if n == 2:
        return 1 // 0
    if n == 3:
        raise AppError("plain")
    if n == 4:
        raise KeyError("k")
    return n


for n in range(6):
    try:
        print(act(n))
    except CLIENT_ERRORS as error:
        print("client", error, error.args, error.code, type(error).__name__, repr(error))
    except ARITHMETIC as error:
        print("arithmetic", error)
    except AppError as error:
        print("app", error, error.detail)
    except (KeyError, IndexError) as error:
        print("lookup", error, error.args[0])


def chain() -> None:
    try:
        int("x")
    except ValueError as error:
        raise AppError("bad number") from error


try:
    chain()
except AppError as error:
    error.add_note("while testing")
    print(error, "|", error.__cause__, "|", error.__notes__, error.__suppress_context__)
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise ValueError("b") from None
except ValueError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)


def classify(error: Exception) -> str:
    match error:
        case NotFound(message=m):
            return f"not found {m}"
        case Denied(user=u):
            return f"denied {u}"
        case OSError():
            return "os"
        case _:
            return type(error).__name__


print([classify(e) for e in (NotFound("x"), Denied("y"), FileNotFoundError(2, "no"), KeyError(1))])
print(isinstance(Denied("z"), CLIENT_ERRORS), issubclass(Denied, AppError))
class Fail(Exception):
    pass
e = Fail("a", 1, None)
print(e.args, e, repr(e), Fail(), repr(Fail()), Fail("x") == Fail("x"))
def retry(times: int) -> str:
    last: Exception | None = None
    for attempt in range(times):
        try:
            if attempt < 2:
                raise NotFound(f"try {attempt}")
            return f"done after {attempt}"
        except NotFound as error:
            last = error
    assert last is not None
    raise last
print(retry(3))
try:
    retry(2)
except AppError as error:
    print(error)
raise Denied("final") from KeyError("cause")
