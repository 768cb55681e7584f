"""`__getattr__` of one's own: asked for attributes that the class does not have, or that have no value yet."""

from __future__ import annotations

from typing import Callable


class Settings:
    name: str
    depth: int

    def __init__(self, values: dict[str, int]) -> None:
        self.values = values

    def __getattr__(self, name: str) -> int:
        print("  asked for", name)
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"no setting {name}") from None

    @property
    def size(self) -> int:
        return len(self.values)

    def area(self) -> int:
        return self.width * self.height


class Counted(Settings):
    """Some settings are attributes here."""

    def __init__(self, values: dict[str, int]) -> None:
        super().__init__(values)
        self.width = 100

    def __getattr__(self, name: str) -> int:
        if name.startswith("double_"):
            return 2 * super().__getattr__(name.removeprefix("double_"))
        return super().__getattr__(name)


settings = Settings({"width": 3, "height": 4})
print(settings.width, settings.size, settings.area())
try:
    print(settings.colour)
except AttributeError as error:
    print("AttributeError:", error)
try:
    print(settings.depth)  # declared, but without a value
except AttributeError as error:
    print("AttributeError:", error)
settings.depth = 5
print(settings.depth)

counted = Counted({"width": 3, "height": 4})
print(counted.width, counted.double_height, counted.area())
both: list[Settings] = [settings, counted]
for one in both:
    print(type(one).__name__, one.width, one.height, one.area())


class Words(dict[str, str]):
    """Keys as attributes."""

    def __getattr__(self, name: str) -> str:
        return self[name]

    def __setattr__(self, name: str, value: str) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]


words = Words()
words.greeting = "hello"
words.who = "world"
print(words.greeting, words.who, words)
words.who += "!"
del words.greeting
print(words, len(words))
try:
    print(words.greeting)
except KeyError as error:
    print("KeyError:", error)


class Remote:
    """Every method exists."""

    def __init__(self, host: str) -> None:
        self._host = host

    def __getattr__(self, name: str) -> Callable[[int], str]:
        def call(argument: int) -> str:
            return f"{self._host}: {name}({argument})"

        return call


remote = Remote("far")
print(remote.start(1), remote.stop(2))
later = remote.pause
print(later(3))
