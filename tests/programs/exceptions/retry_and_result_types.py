"""Error handling styles side by side: retries by decorator, Result values, error hierarchies with data, cleanup stacks, chained causes."""
from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import wraps
from typing import Callable, Generic, NoReturn, ParamSpec, TypeVar, Union

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")


class ServiceError(Exception):
    """Base of what the service raises."""
    code = 500

    def __init__(self, message: str, *, retryable: bool = False, **details: object) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.details = details

    def __str__(self) -> str:
        extra = "".join(f" {k}={v!r}" for k, v in sorted(self.details.items()))
        return f"[{self.code}] {self.args[0]}{extra}"


class NotFound(ServiceError, LookupError):
    code = 404


class Busy(ServiceError):
    code = 503

    def __init__(self, wait: int) -> None:
        super().__init__("try later", retryable=True, wait=wait)


@dataclass(frozen=True)
class Ok(Generic[T]):
    value: T

    def then(self, f: Callable[[T], Result[U]]) -> Result[U]:
        return f(self.value)

    def or_else(self, default: T) -> T:
        return self.value


@dataclass(frozen=True)
class Err(Generic[T]):
    reason: str

    def then(self, f: Callable[[T], Result[U]]) -> Result[U]:
        return Err(self.reason)

    def or_else(self, default: T) -> T:
        return default


Result = Union[Ok[T], Err[T]]


def retry(times: int, *kinds: type[Exception]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except kinds as error:
                    if attempt == times:
                        raise RuntimeError(f"{function.__name__} failed {times} times") from error
            raise AssertionError("unreachable")
        return wrapper
    return decorate


calls: list[str] = []


@retry(3, Busy, ConnectionError)
def fetch(name: str, fail: int = 0) -> str:
    calls.append(name)
    if calls.count(name) <= fail:
        raise Busy(wait=calls.count(name))
    if name == "missing":
        raise NotFound("no such thing", name=name)
    return name.upper()


def number(text: str) -> Result[int]:
    try:
        return Ok(int(text))
    except ValueError as e:
        return Err(str(e))


def inverse(n: int) -> Result[float]:
    return Ok(1 / n) if n else Err("zero has no inverse")


def fail(message: str) -> NoReturn:
    raise ServiceError(message)


print(fetch("a"), fetch("b", fail=2), calls)
for job in (lambda: fetch("c", 5), lambda: fetch("missing"), lambda: fail("broken")):
    try:
        print(job())
    except RuntimeError as e:
        print(e, "<-", e.__cause__, isinstance(e.__cause__, Busy) and e.__cause__.retryable)
    except LookupError as e:
        print(type(e).__name__, e, e.args)
    except ServiceError as e:
        print(e.code, e, e.details)
for text in ("4", "0", "x"):
    result = number(text).then(inverse)
    match result:
        case Ok(value):
            print(f"{text}: {value}", end="; ")
        case Err(reason):
            print(f"{text}! {reason}", end="; ")
    print(result.or_else(-1.0))
log: list[str] = []
with suppress(KeyError), ExitStack() as stack:
    for name in "abc":
        stack.callback(log.append, f"close {name}")
    log.append("working")
    raise KeyError("stop")
print(log)
try:
    try:
        dict[str, int]()["x"]
    finally:
        log.clear()
except KeyError as e:
    e.add_note("looked in an empty dict")
    print(repr(e), e.__notes__, log, e.__context__)
try:
    try:
        int("z")
    except ValueError:
        raise Busy(9) from None
except ServiceError as e:
    print(e, e.__cause__, type(e.__context__).__name__, e.__suppress_context__)
