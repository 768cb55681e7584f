from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, TypeVar

T_contra = TypeVar("T_contra", contravariant=True)


class Handler(Protocol):
    def __call__(self, event: str, *, times: int = 1) -> str: ...


class Scorer(Protocol[T_contra]):
    def __call__(self, item: T_contra, /) -> float: ...


def shout(event: str, *, times: int = 1) -> str:
    return f"{event}!" * times


class Polite:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, event: str, *, times: int = 1) -> str:
        return f"{self.name}: please {event}" + f" x{times}" * (times > 1)

    def quietly(self, event: str, *, times: int = 1) -> str:
        return f"({event})"


@dataclass
class Bus:
    handlers: dict[str, Handler] = field(default_factory=dict)
    fallback: Handler | None = None

    def on(self, name: str, handler: Handler) -> Handler:
        self.handlers[name] = handler
        return handler

    def emit(self, name: str, times: int = 1) -> str:
        handler = self.handlers.get(name, self.fallback)
        return handler(name, times=times) if handler is not None else f"nobody hears {name}"


def best(items: list[str], score: Scorer[str]) -> str:
    return max(items, key=score)


def apply(handler: Handler, *events: str) -> list[str]:
    return [handler(event) for event in events]


bus = Bus()
bus.on("go", shout)
bus.on("sit", Polite("ann"))
bus.on("hush", Polite("bob").quietly)
print([bus.emit(name, n) for n, name in enumerate(("go", "sit", "hush", "stay"), 1)])
bus.fallback = Polite("cyd")
print(bus.emit("stay"), apply(shout, "a", "b"), apply(Polite("dan"), "c"), bus.handlers["go"]("again", times=2))
print(best(["pear", "fig", "banana"], len), best(["pear", "fig"], lambda word: -len(word)))
chosen: list[Handler] = [shout, Polite("eve")]
print([f("x") for f in chosen], bus.on("new", shout) is not None)
