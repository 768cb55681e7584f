"""A function typed with `ParamSpec` that may be called without the function whose parameters it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, overload

P = ParamSpec("P")


class Expect:
    """What `with` or a call is to raise."""

    def __init__(self, kind: type[Exception]) -> None:
        self.kind = kind

    def __enter__(self) -> Expect:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        print("left with", "nothing" if error is None else f"{type(error).__name__}: {error}")
        return isinstance(error, self.kind)


@overload
def raises(kind: type[Exception]) -> Expect: ...
@overload
def raises(kind: type[Exception], call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None: ...
def raises(kind: type[Exception], call: Callable[P, object] | None = None, *args: P.args, **kwargs: P.kwargs) -> Expect | None:
    if call is None:
        return Expect(kind)
    with Expect(kind):
        print("gave", call(*args, **kwargs))
    return None


def run(title: str, step: Callable[P, int] | None = None, *args: P.args, **kwargs: P.kwargs) -> int:
    print(title, "-" if step is None else step.__name__)
    return 0 if step is None else step(*args, **kwargs)


def divide(a: int, b: int, *, rounded: bool = False) -> int:
    return round(a / b) if rounded else a // b


with raises(ZeroDivisionError):
    divide(1, 0)
with raises(ValueError) as expected:
    print(expected.kind.__name__)
raises(ZeroDivisionError, divide, 1, 0)
raises(ZeroDivisionError, divide, 7, b=2)
raises(ValueError, int, "x")
print(run("idle"), run("plain", divide, 7, 2), run("named", divide, 11, 4, rounded=True), run("again"))


class Size:
    def __init__(self, width: int, height: int = 1) -> None:
        self.area = width * height

    def __repr__(self) -> str:
        return f"Size({self.area})"


def timed(call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    print(call(*args, **kwargs))


timed(Size, 3)
timed(Size, 3, height=4)
timed(sorted, [3, 1, 2])
timed(sum, [1, 2])
timed(max, 3, 4)
timed(str, 3)
timed(float, "1.5")
