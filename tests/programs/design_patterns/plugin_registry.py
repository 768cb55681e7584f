"""Plugins found by decorators, by __init_subclass__ and by entry tables; pipelines built from a text that names them."""
from __future__ import annotations

from functools import reduce, wraps
from typing import Callable, ClassVar, Iterable, Protocol, TypeVar, runtime_checkable

Transform = Callable[[str], str]
F = TypeVar("F", bound=Callable[[str], str])
_REGISTRY: dict[str, Transform] = {}


def plugin(name: str, *, aliases: Iterable[str] = ()) -> Callable[[F], F]:
    def register(function: F) -> F:
        for key in (name, *aliases):
            if key in _REGISTRY:
                raise ValueError(f"duplicate plugin: {key}")
            _REGISTRY[key] = function
        return function
    return register


def counted(function: Transform) -> Transform:
    calls = 0

    @wraps(function)
    def wrapper(text: str) -> str:
        nonlocal calls
        calls += 1
        return f"{function(text)}#{calls}"
    return wrapper


@plugin("upper", aliases=["shout", "loud"])
def upper(text: str) -> str:
    """To capital letters."""
    return text.upper()


@plugin("reverse")
def reverse(text: str) -> str:
    return text[::-1]


@plugin("count")
@counted
def tagged(text: str) -> str:
    """Adds how often it was called."""
    return text


@runtime_checkable
class Codec(Protocol):
    name: str

    def encode(self, text: str) -> str: ...
    def decode(self, text: str) -> str: ...


class Base:
    codecs: ClassVar[dict[str, type[Base]]] = {}
    name: str = "?"

    def __init_subclass__(cls, /, register: str | None = None) -> None:
        cls.name = register or cls.__name__.lower()
        Base.codecs[cls.name] = cls

    def encode(self, text: str) -> str:
        raise NotImplementedError

    def decode(self, text: str) -> str:
        raise NotImplementedError


class Rot13(Base, register="rot-13"):
    def encode(self, text: str) -> str:
        return "".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.islower() else c for c in text)

    decode = encode


class Hex(Base):
    def encode(self, text: str) -> str:
        return text.encode().hex()

    def decode(self, text: str) -> str:
        return bytes.fromhex(text).decode()


def pipeline(spec: str) -> Transform:
    try:
        steps = [_REGISTRY[part.strip()] for part in spec.split("|")]
    except KeyError as unknown:
        raise LookupError(f"no plugin {unknown}; there are {', '.join(sorted(_REGISTRY))}") from unknown
    return lambda text: reduce(lambda value, step: step(value), steps, text)


print(pipeline("upper | reverse")("hello"), pipeline("count|count|loud")("x"), pipeline("shout")("y"))
print(upper.__name__, upper.__doc__, tagged.__name__, tagged.__doc__, _REGISTRY["loud"] is _REGISTRY["upper"])
for spec in ("upper | sing", ""):
    try:
        pipeline(spec)
    except LookupError as e:
        print(e, "|", type(e.__cause__).__name__)
try:
    plugin("reverse")(upper)
except ValueError as e:
    print(e)
for name, cls in Base.codecs.items():
    codec = cls()
    text = "attack at dawn"
    hidden = codec.encode(text)
    print(name, hidden, codec.decode(hidden) == text, isinstance(codec, Codec), cls.name)
print(isinstance("text", Codec), isinstance(Base(), Codec))
try:
    Base().encode("x")
except NotImplementedError as e:
    print("NotImplementedError", repr(e))
