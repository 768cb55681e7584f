from typing import Callable


def double(text: str) -> str:
    return text * 2


table: dict[str, Callable[..., object]] = {"double": double}
print(table["double"]("ab"))
try:
    print(table["double"](4))
except TypeError as error:
    print("TypeError:", error)
try:
    print(table["double"]("ab", 2))
except TypeError as error:
    print("TypeError:", error)
