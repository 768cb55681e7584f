"""Functions with overloads, literal flags, sentinels, keyword-only parameters: the API of a little file reader."""
from __future__ import annotations

from enum import Enum
from typing import Callable, Final, Literal, overload


class _Missing(Enum):
    MISSING = "missing"


MISSING: Final = _Missing.MISSING
Mode = Literal["text", "bytes", "lines"]


@overload
def read(data: bytes, mode: Literal["text"] = ...) -> str: ...
@overload
def read(data: bytes, mode: Literal["bytes"]) -> bytes: ...
@overload
def read(data: bytes, mode: Literal["lines"], *, keep: bool = ...) -> list[str]: ...
def read(data: bytes, mode: Mode = "text", *, keep: bool = False) -> str | bytes | list[str]:
    if mode == "bytes":
        return data
    text = data.decode()
    return text.splitlines(keepends=keep) if mode == "lines" else text


@overload
def double(value: int) -> int: ...
@overload
def double(value: str) -> str: ...
@overload
def double(value: list[int]) -> list[int]: ...
def double(value: int | str | list[int]) -> int | str | list[int]:
    return value * 2


class Config:
    def __init__(self, **values: str) -> None:
        self._values = values

    @overload
    def get(self, key: str) -> str: ...
    @overload
    def get(self, key: str, default: str) -> str: ...
    @overload
    def get(self, key: str, default: None) -> str | None: ...
    def get(self, key: str, default: str | None | Literal[_Missing.MISSING] = MISSING) -> str | None:
        if key in self._values:
            return self._values[key]
        if default is MISSING:
            raise KeyError(key)
        return default

    @overload
    def __getitem__(self, key: str) -> str: ...
    @overload
    def __getitem__(self, key: slice) -> dict[str, str]: ...
    def __getitem__(self, key: str | slice) -> str | dict[str, str]:
        if isinstance(key, str):
            return self.get(key)
        return dict(list(self._values.items())[key])


def align(text: str, /, width: int = 10, *, how: Literal["<", ">", "^"] = "<", fill: str = " ") -> str:
    return format(text, f"{fill}{how}{width}")


Handler = Callable[[str, int], str]


def shout(event: str, times: int = 1) -> str:
    return f"{event}!" * times


class Polite:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, event: str, times: int = 1) -> str:
        return f"{self.name}: please {event}" + f" x{times}" * (times > 1)


def run(handlers: dict[str, Handler], event: str) -> list[str]:
    return [handler(event, n) for n, handler in enumerate(handlers.values(), 1)]


print(read(b"a\nb"), read(b"a\nb", "bytes"), read(b"a\nb\n", "lines"), read(b"a\nb\n", "lines", keep=True), sep=" | ")
print(double(4) + 1, double("ab").upper(), double([1, 2])[-1])
config = Config(host="localhost", port="80", user="me")
print(config.get("host"), config.get("x", "y").upper(), config.get("x", None), config["port"], config[1:], config[::-2])
try:
    config["password"]
except KeyError as e:
    print("KeyError", e)
print(align("ab") + "|", align("ab", 6, how=">"), align("ab", width=7, how="^", fill="*"))
print(run({"a": shout, "b": Polite("bob")}, "go"), MISSING, MISSING.name)
how: Literal["<", ">"] = ">"
print(align("x", 3, how=how))
