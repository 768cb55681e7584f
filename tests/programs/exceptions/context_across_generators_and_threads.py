"""What is handled, seen by generators, context managers, clean-ups, threads and recursive functions."""

from collections.abc import Iterator
from contextlib import contextmanager
import threading


def report(where: str, error: BaseException) -> None:
    print(where, repr(error), "<-", repr(error.__context__))
    context = error.__context__
    if context is not None:
        print("    <-", repr(context.__context__))


def catches_its_own() -> None:
    try:
        raise KeyError("inner")
    except KeyError as error:
        report("catches_its_own", error)


def numbers() -> Iterator[int]:
    try:
        raise ValueError("in generator")
    except ValueError:
        yield 1
        catches_its_own()
        yield 2
        catches_its_own()
    catches_its_own()
    yield 3


stream = numbers()
print(next(stream))
catches_its_own()
try:
    raise RuntimeError("around the generator")
except RuntimeError:
    print(next(stream))
    catches_its_own()
catches_its_own()
print(next(stream))
catches_its_own()


def failing() -> Iterator[int]:
    yield 1
    try:
        raise ValueError("in failing")
    except ValueError as error:
        report("failing", error)
    yield 2


for item in failing():
    print(item)
made = failing()
next(made)
try:
    raise RuntimeError("resumes")
except RuntimeError:
    next(made)


@contextmanager
def manager() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        report("manager", error)
        catches_its_own()


with manager():
    raise ValueError("in with")
try:
    raise RuntimeError("around with")
except RuntimeError:
    with manager():
        raise ValueError("in with")
    catches_its_own()


class Watch:
    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, value: BaseException | None, trace: object) -> bool:
        if value is not None:
            report("watch", value)
        catches_its_own()
        return True


try:
    raise RuntimeError("around watch")
except RuntimeError:
    with Watch():
        raise ValueError("watched")
catches_its_own()


def cleans() -> None:
    try:
        raise ValueError("cleaned")
    finally:
        catches_its_own()


try:
    cleans()
except ValueError as error:
    report("cleans", error)
catches_its_own()


def in_thread() -> None:
    catches_its_own()
    try:
        raise ValueError("thread")
    except ValueError:
        go.set()
        ready.wait()
        catches_its_own()


go, ready = threading.Event(), threading.Event()
try:
    raise RuntimeError("starts a thread")
except RuntimeError:
    worker = threading.Thread(target=in_thread)
    worker.start()
    go.wait()
    catches_its_own()
catches_its_own()
ready.set()
worker.join()


def total(n: int) -> int:
    if n == 0:
        catches_its_own()
        return 0
    try:
        raise ValueError(n)
    except ValueError:
        return n + total(n - 1)


print(total(3))
try:
    raise ValueError("kept")
except ValueError:
    junk = [[str(i)] * 10 for i in range(100000)]
    catches_its_own()
catches_its_own()
