"""asdict, astuple, replace and fields of an object that may be of a dataclass derived from the one declared, or of a field of several types."""

from __future__ import annotations
from dataclasses import dataclass, field, asdict, astuple, replace, fields


@dataclass
class Shape:
    name: str

    def to_dict(self) -> dict[str, object]:
        return {"kind": type(self).__name__, **asdict(self)}

    def renamed(self, name: str) -> Shape:
        return replace(self, name=name)

    @classmethod
    def columns(cls) -> list[str]:
        return [f.name for f in fields(cls)]


@dataclass
class Circle(Shape):
    radius: float = 1.0


@dataclass
class Box(Shape):
    size: tuple[int, int] = (1, 1)
    parts: list[Shape] = field(default_factory=list)
    label: Circle | Box | None = None
    note: object = None


class Plain(Circle):
    pass


shapes: list[Shape] = [Shape("dot"), Circle("c", 2.5), Box("b", (2, 3), [Circle("in"), Shape("p")], Circle("lab")), Plain("pl", 3.0)]
for s in shapes:
    print(s.to_dict())
    print(astuple(s))
    print(s.renamed("new"), [f.name for f in fields(s)], s.columns())
print([f.name for f in fields(Shape)], [f.name for f in fields(Box)])
for kind in (Shape, Circle, Box):
    print(kind.columns())
print(asdict(Box("o", note=[1, 2])), asdict(Box("o", note=Circle("z"))), astuple(Box("o", label=Box("i", label=None), note=3)))
last = replace(shapes[1], name="changed")
print(last, type(last).__name__, last == shapes[1], replace(Plain("q"), radius=9.0))
