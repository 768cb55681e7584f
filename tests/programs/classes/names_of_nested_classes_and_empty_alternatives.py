from __future__ import annotations


class Base:
    """The base."""

    class Inner:
        pass

    def who(self) -> str:
        return f"{type(self).__qualname__} {self.__class__.__module__} {type(self).__name__} {type(self).__doc__}"


class Derived(Base):
    class Part(Base):
        """A part."""


def choose(flag: bool, items: dict[str, list[int]], key: str) -> int:
    total = 0
    for n in items[key] if flag else ():
        total += n
    for n in items.get(key) or ():
        total += n
    return total


for each in (Base(), Derived(), Derived.Part()):
    print(each.who())
print(Base.Inner.__qualname__, type(Derived.Part()).__qualname__)
kinds: list[type[Base]] = [Base, Derived.Part, Derived]
print([k.__qualname__ for k in kinds], {k.__doc__ for k in kinds} == {"The base.", "A part.", None})
print(choose(True, {"a": [1, 2]}, "a"), choose(False, {"a": [1, 2]}, "b"), sum(n for n in ([1, 2] if kinds else ())))
