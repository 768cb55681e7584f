"""`isinstance` with a protocol: what remains is of a class and fits the protocol, whether or not the class names it."""

from typing import Iterator, Protocol, runtime_checkable


class Store(Protocol):
    name: str

    def get(self) -> str: ...


@runtime_checkable
class Closable(Protocol):
    def close(self) -> str: ...


class Memory:
    name = "memory"

    def get(self) -> str:
        return "from memory"


class File:
    def __init__(self) -> None:
        self.name = "file"
        self.open = True

    def get(self) -> str:
        return "from a file"

    def close(self) -> str:
        self.open = False
        return f"{self.name} closed"


class Base:
    def kind(self) -> str:
        return "base"


class Door(Base):
    def kind(self) -> str:
        return "door"

    def close(self) -> str:
        return "the door is closed"


class Letters(Protocol):
    def __iter__(self) -> Iterator[str]: ...


class Vowels:
    def __iter__(self) -> Iterator[str]:
        return iter("aeiou")


stores: list[Store] = [Memory(), File()]
for store in stores:
    print(store.name, store.get(), isinstance(store, Closable))
    if isinstance(store, Closable):
        print(store.close(), store.get())

things: list[Base] = [Base(), Door()]
for thing in things:
    if isinstance(thing, Closable):
        print(thing.kind(), thing.close())
    else:
        print(thing.kind(), "stays")


def rename(store: Store) -> None:
    store.name = store.name.upper()


kept: Store = Memory()
kept.name = "renamed"
print(kept.name, Memory.name, Memory().name)
other = Memory()
rename(other)
print(other.name, Memory.name)

texts: list[Letters] = [Vowels(), "xyz"]
for letters in texts:
    print([letter for letter in letters], list(letters))
