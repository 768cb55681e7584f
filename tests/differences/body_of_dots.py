from typing import NoReturn


def answer() -> int: ...  # type: ignore[empty-body]


def stop() -> NoReturn: ...  # type: ignore[empty-body]


try:
    print(answer())
except TypeError as error:
    print("TypeError:", error)
try:
    stop()
    print("went on")
except TypeError as error:
    print("TypeError:", error)
