"""`return self is other` in `__eq__`, asked of objects, numbers, tuples, text and None."""


class Token:
    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.name)


class Loose(Token):
    def __eq__(self, other: object) -> bool:
        if other is None:
            return NotImplemented
        return other is self or other == self.name


def same(a: object, b: object) -> bool:
    return a is b


def main() -> None:
    first, second, loose = Token("a"), Token("a"), Loose("a")
    print(first == first, first == second, first == 3, 3 == first, first == 2.5, first == True, first == (1, 2), first == "a", first == None, first != 3)
    print(loose == "a", loose == 3, loose == None, loose == loose, loose == first, "a" == loose, loose == (1,))
    things: list[object] = [first, second, loose, 3, 2.5, (1, 2), "a", None]
    for thing in things:
        print([thing == other for other in things], same(thing, first), things.index(thing))
    print(len({first, second, first}), first in [second], first in [second, first], {first: 1}[first])


main()
