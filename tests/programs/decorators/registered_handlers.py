"""`Callable[..., None]` as what a decorator registers: arguments by name, and what does not fit is a TypeError in the words of CPython."""

from typing import Callable
handlers: dict[str, list[Callable[..., None]]] = {}
def on(event: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def register(f: Callable[..., None]) -> Callable[..., None]:
        handlers.setdefault(event, []).append(f)
        return f
    return register
def emit(event: str, **kwargs: object) -> None:
    for h in handlers.get(event, []):
        try:
            h(**kwargs)
        except TypeError as e:
            print("TypeError:", e)
@on("start")
def started() -> None: print("started")
@on("data")
def data(x: object, *, y: object = 2) -> None: print("data", x, y)
@on("data")
def other(**kwargs: object) -> None: print("other", kwargs)
emit("start"); emit("data", x=3); emit("data", x=3, y=5); emit("data", z=3); emit("start", a=1)
started()
data(4, y=1)
try:
    started(1)
except TypeError as e:
    print("TypeError:", e)
try:
    started(k=1)
except TypeError as e:
    print("TypeError:", e)
