from __future__ import annotations

from functools import wraps
from typing import Callable, ParamSpec, Type, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def retry(times: int, *kinds: type[Exception]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except kinds as error:
                    print(f"attempt {attempt}: {type(error).__name__}")
            raise RuntimeError(f"{function.__name__} failed {times} times")
        return wrapper
    return decorate


failures = [KeyError("k"), ConnectionError("c"), ValueError("v")]


@retry(2, KeyError, OSError)
def work(n: int) -> int:
    if failures:
        raise failures.pop(0)
    return n


def catching(kind: Type[Exception], error: Exception) -> str:
    try:
        raise error
    except kind as e:
        return f"caught {e!r}"
    except Exception as e:
        return f"other {e!r}"


def among(kinds: tuple[type[Exception], ...], value: object) -> bool:
    return isinstance(value, kinds)


def first(error: BaseException, ignored: tuple[type[BaseException], ...] = (KeyError,), extra: type[Exception] | None = None) -> str:
    try:
        try:
            raise error
        except ignored:
            return "ignored"
    except (ArithmeticError, AttributeError) as e:
        return type(e).__name__


class suppressing:
    def __init__(self, *kinds: type[BaseException]) -> None:
        self.kinds = kinds

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        return isinstance(error, self.kinds)


for _ in range(3):
    try:
        print(work(3))
    except (RuntimeError, ValueError) as e:
        print(type(e).__name__, e)
for kind in (KeyError, LookupError, ValueError, Exception):
    print(kind.__name__, catching(kind, KeyError("x")))
print(among((KeyError, OSError), KeyError()), among((OSError,), KeyError()), among((), 3), first(KeyError()), first(ZeroDivisionError()), first(AttributeError(), ignored=()))
with suppressing(ZeroDivisionError, KeyError):
    print(1 // 0)
print("after")
