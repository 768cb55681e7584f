from typing import NoReturn


def answer() -> int: ...


def stop() -> NoReturn: ...


try:
    print(answer())
except TypeError as error:
    print("TypeError:", error)
try:
    stop()
    print("went on")
except TypeError as error:
    print("TypeError:", error)
