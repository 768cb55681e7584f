"""`Callable[..., T]` as the type of what a variable, a container or an attribute holds: functions of different signatures in one table."""

import threading
from dataclasses import dataclass, field
from functools import partial
from typing import Callable, Optional


def add(a: int, b: int) -> int:
    return a + b


def negate(a: int) -> int:
    return -a


def hello() -> str:
    return "hello"


def greet(name: str, greeting: str = "hello", *, loud: bool = False) -> str:
    text = f"{greeting} {name}"
    return text.upper() if loud else text


def total(*numbers: float, scale: float = 1.0) -> float:
    return sum(numbers) * scale


def anything(*args: object, **kwargs: object) -> str:
    return f"{args} {kwargs}"


def only(a: int, /, b: int) -> int:
    return a * 10 + b


def anything_printed(*args: object) -> None:
    print("got", args)


class Point:
    def __init__(self, x: int, y: int = 0) -> None:
        self.x, self.y = x, y

    def __repr__(self) -> str:
        return f"Point({self.x}, {self.y})"

    def moved(self, dx: int, dy: int) -> "Point":
        return Point(self.x + dx, self.y + dy)

    @staticmethod
    def origin() -> "Point":
        return Point(0)

    @classmethod
    def square(cls, side: int) -> "Point":
        return cls(side, side)


table: dict[str, Callable[..., object]] = {
    "add": add, "negate": negate, "hello": hello, "greet": greet, "total": total, "anything": anything, "only": only, "point": Point,
    "moved": Point(1, 2).moved, "origin": Point.origin, "square": Point.square, "inc": lambda x: x + 1, "zero": lambda: 0, "half": partial(add, 5),
}


def attempt(name: str, *args: object) -> None:
    try:
        print(name, table[name](*args))
    except TypeError as error:
        print("TypeError:", error)


def words(line: str) -> None:
    name, *rest = line.split()
    numbers = [int(word) for word in rest]
    try:
        print(line, "->", table[name](*numbers))
    except TypeError as error:
        print("TypeError:", error)


class Emitter:
    def __init__(self) -> None:
        self.handlers: dict[str, list[Callable[..., None]]] = {}
        self.last: Optional[Callable[..., None]] = None

    def on(self, event: str, handler: Callable[..., None]) -> None:
        self.handlers.setdefault(event, []).append(handler)
        self.last = handler

    def emit(self, event: str, *args: object) -> None:
        for handler in self.handlers.get(event, []):
            handler(*args)


@dataclass
class Command:
    name: str
    action: Callable[..., int]
    args: list[int] = field(default_factory=list)

    def run(self) -> int:
        return self.action(*self.args)


def main() -> None:
    print(table["add"](1, 2), table["negate"](3), table["hello"](), table["inc"](4), table["zero"](), table["half"](2))
    print(table["greet"]("Ann"), table["greet"]("Ann", "hi"), table["greet"]("Ann", greeting="bye"), table["greet"](name="Bo", loud=True))
    print(table["total"](), table["total"](1.5, 2.5), table["total"](1, 2, scale=2.0), table["anything"](1, "a", k=[1]))
    print(table["point"](1), table["point"](1, y=5), table["moved"](1, 1), table["origin"](), table["square"](3), table["only"](1, b=2))
    for name in [name for name in table if name != "greet"]:
        words(f"{name} 7")
        words(f"{name} 7 8")
        words(name)
    for name in ("add", "negate", "hello", "only", "inc", "zero"):
        for call in range(4):
            try:
                if call == 0:
                    print(table[name](1, 2, 3))
                elif call == 1:
                    print(table[name](a=1))
                elif call == 2:
                    print(table[name](1, a=1))
                else:
                    print(table[name](1, b=2))
            except TypeError as error:
                print("TypeError:", error)
    emitter = Emitter()
    emitter.on("data", anything_printed)
    emitter.on("data", print)
    seen: list[str] = []

    def keep(text: str, count: int = 1) -> None:
        seen.append(text * count)

    emitter.on("data", keep)
    emitter.emit("data", "x")
    emitter.emit("data", "y", 3)
    print(seen, emitter.last is not None)
    if emitter.last is not None:
        emitter.last("z", count=2)
    print(seen)
    print([Command("a", add, [1, 2]).run(), Command("n", negate, [4]).run(), Command("k", lambda: 7).run()])
    chosen: Callable[[int, int], object] = table["add"]
    print(chosen(3, 4))
    workers = [threading.Thread(target=emitter.emit, args=("data", name)) for name in "ab"]
    for worker in workers:
        worker.start()
        worker.join()
    print(seen)
    print(table["add"].__name__, table["greet"].__name__, table["add"] is table["add"])


main()
