from __future__ import annotations

import sys


class AppError(Exception):
    code = 1

    def __init__(self, message: str, *, detail: str = "none") -> None:
        super().__init__(message)
        self.detail = detail


class NotFound(AppError):
    code = 404

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} not found", detail=name.upper())
        self.name = name


class Denied(AppError):
    code = 403


class Weird(NotFound, ):
    def __str__(self) -> str:
        return "weird " + super().__str__()


class Empty(Exception):
    """No constructor of its own."""


class Coded(Exception):
    def __init__(self, number: int) -> None:
        self.number = number


def fail(kind: int) -> int:
    if kind == 0:
        raise NotFound("key")
    if kind == 1:
        raise Denied("no", detail="really")
    if kind == 2:
        raise Weird("thing")
    if kind == 3:
        raise Empty
    if kind == 4:
        raise Empty("a", 2, None)
    if kind == 5:
        raise Coded(7)
    if kind == 6:
        return int("x1")
    if kind == 7:
        return [1, 2][kind]
    if kind == 8:
        return {"a": 1}["b"]
    if kind == 9:
        assert kind < 0, f"kind {kind}"
    if kind == 10:
        raise OSError(2, "gone", "file")
    if kind == 11:
        raise ConnectionResetError(104, "reset")
    if kind == 12:
        raise KeyError(("a", 1))
    if kind == 13:
        raise StopIteration(3)
    if kind == 14:
        "abc".index("z")
    if kind == 15:
        b"\xff".decode()
    if kind == 16:
        raise TimeoutError("slow")
    if kind == 17:
        raise NotImplementedError
    if kind == 18:
        assert kind == 0
    if kind == 19:
        bytes([300])
    if kind == 20:
        chr(-1)
    return kind


def classify(kind: int) -> str:
    try:
        return f"fine {fail(kind)}"
    except NotFound as error:
        return f"{type(error).__name__} {error.code} {error.name} {error.detail} {error} {error!r} {error.args}"
    except AppError as error:
        return f"app {error.code} {error.detail} {error}"
    except (Empty, Coded) as error:
        return f"plain {error} {error!r} {error.args} {isinstance(error, Coded)}"
    except (ValueError, LookupError) as error:
        return f"{type(error).__name__}: {error}"
    except AssertionError as error:
        return f"assert {error} {error.args}"
    except ConnectionError as error:
        return f"connection {error.errno} {error}"
    except OSError as error:
        return f"os {error.errno} {error.strerror} {error.filename} {error}"
    except Exception as error:
        return f"other {error!r}"


for kind in range(22):
    print(kind, classify(kind))


class Countdown:
    def __init__(self, start: int) -> None:
        self.left = start

    def __iter__(self) -> Countdown:
        return self

    def __next__(self) -> int:
        if self.left == 2:
            self.left -= 1
            raise ValueError("two")
        if self.left <= 0:
            raise StopIteration
        self.left -= 1
        return self.left


countdown = Countdown(4)
try:
    for n in countdown:
        print(n)
except ValueError as error:
    print(error, list(countdown))


def cleanup(log: list[str]) -> None:
    try:
        try:
            sys.exit(3)
        finally:
            log.append("inner")
    except SystemExit as error:
        log.append(f"exit {error.code}")


log: list[str] = []
cleanup(log)
print(log)
caught: list[Exception] = []
for kind in (0, 3, 6):
    try:
        fail(kind)
    except Exception as error:
        caught.append(error)
print([type(error).__name__ for error in caught], [str(error) for error in caught])
try:
    raise caught[0]
except NotFound as error:
    print(error is caught[0])
try:
    raise Denied("again") from caught[2]
except Denied as error:
    print(error.__cause__ is caught[2])


def leave() -> None:
    try:
        sys.exit("goodbye")
    finally:
        print("leaving")


leave()
