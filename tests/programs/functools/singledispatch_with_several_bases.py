"""Which implementation of a generic function a class with several bases gets: that of the base which comes first in its method resolution order."""

from functools import singledispatch, singledispatchmethod


class Drawn:
    pass


class Named:
    pass


class Icon(Drawn, Named):
    pass


class Label(Named, Drawn):
    pass


class Caption(Label):
    pass


class Titled(Named):
    pass


class Poster(Drawn, Titled):
    pass


@singledispatch
def kind(thing: object) -> str:
    return "thing"


@kind.register
def _(thing: Drawn) -> str:
    return "drawn"


@kind.register
def _(thing: Named) -> str:
    return "named"


class Printer:
    @singledispatchmethod
    def show(self, thing: object) -> str:
        return "a thing"

    @show.register
    def _(self, thing: Titled) -> str:
        return "a title"

    @show.register
    def _(self, thing: Drawn) -> str:
        return "a drawing"


things: list[object] = [Drawn(), Named(), Icon(), Label(), Caption(), Titled(), Poster(), 3]
for thing in things:
    print(type(thing).__name__, kind(thing), Printer().show(thing))
print(kind(Label()), kind(Icon()), kind(Poster()))
