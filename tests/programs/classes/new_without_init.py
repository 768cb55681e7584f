"""An object that `__new__` alone has made has no attributes yet: reading one is an AttributeError, not what memory holds."""

from __future__ import annotations

from typing import Any


class Parcel:
    def __init__(self, label: str, weight: int) -> None:
        self.label = label
        self.weight = weight


class Letter(Parcel):
    def __init__(self, label: str) -> None:
        super().__init__(label, 1)
        self.pages = [label]


def describe(parcel: Parcel) -> str:
    found: list[str] = []
    try:
        found.append(parcel.label)
    except AttributeError as error:
        found.append(f"({error})")
    try:
        found.append(str(parcel.weight))
    except AttributeError as error:
        found.append(f"({error})")
    if isinstance(parcel, Letter):
        try:
            found += parcel.pages
        except AttributeError as error:
            found.append(f"({error})")
    return " ".join(found)


def bare(kind: type[Parcel]) -> Parcel:
    return kind.__new__(kind)


first = Parcel.__new__(Parcel)
print(describe(first))
first.label, first.weight = "books", 12
print(describe(first))
print(describe(bare(Parcel)))
letter = bare(Letter)
print(type(letter).__name__, describe(letter))
assert isinstance(letter, Letter)
Letter.__init__(letter, "hello")
print(describe(letter))
print(describe(object.__new__(Letter)))
print(describe(Letter("whole")), "|", describe(Parcel("p", 2)))


class Counter:
    made = 0

    def __new__(cls, start: int) -> Counter:
        counter = super().__new__(cls)
        try:
            print("already", counter.value)
        except AttributeError as error:
            print("not yet:", error)
        cls.made += 1
        return counter

    def __init__(self, start: int) -> None:
        self.value = start


print(Counter(3).value, Counter(4).value, Counter.made)


def through_a_name() -> None:
    unknown: Any = Letter
    strange: Letter = unknown.__new__(unknown)
    try:
        print(strange.pages)
    except AttributeError as error:
        print(error)


through_a_name()
