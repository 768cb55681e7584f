from __future__ import annotations


class Shape:
    kind = "shape"


class Circle(Shape):
    kind = "circle"

    def __init__(self, radius: int) -> None:
        self.radius = radius


class Square(Shape):
    def __init__(self, side: int) -> None:
        self.side = side


class Holder:
    def __init__(self, shape: Shape | None, value: int | str = 0) -> None:
        self.shape = shape
        self.value = value
        self.child: Holder | None = None

    def replace(self) -> None:
        self.shape = None
        self.child = None


def area(shape: Shape) -> int:
    if isinstance(shape, Circle):
        return shape.radius * 3
    if isinstance(shape, Square):
        return shape.side ** 2
    return -1


def describe(holder: Holder) -> str:
    if holder.shape is not None and isinstance(holder.shape, Circle):
        return f"circle {holder.shape.radius}"
    if not holder.shape:
        return "none"
    return holder.shape.kind


def value(holder: Holder) -> str:
    if isinstance(holder.value, int):
        return str(holder.value + 1)
    return holder.value.upper()


def both(value: int | str | None, other: float | bytes) -> str:
    parts = [repr(value), repr(other), str(value == 1), str(value == "a")]
    if isinstance(value, (int, str)):
        parts.append("value")
    if value is None:
        parts.append("none")
    elif isinstance(value, str):
        parts.append(value * 2)
    else:
        parts.append(str(value * 2))
    if isinstance(other, float):
        parts.append(str(other / 2))
    else:
        parts.append(other.hex())
    return " ".join(parts)


def unsafe(holder: Holder) -> str:
    if holder.child is not None:
        holder.replace()
        try:
            return str(holder.child.value)
        except AttributeError as error:
            return str(error)
    return "childless"


for shape in [Circle(2), Square(3), Shape()]:
    print(area(shape), shape.kind, describe(Holder(shape)), type(shape).__name__, isinstance(shape, (Circle, Square)))
print(describe(Holder(None)), value(Holder(None, 5)), value(Holder(None, "x")), value(Holder(None, True)))
print(both(1, 2.5), both("a", b"\x01"), both(None, 0.0), both(True, 1.0))
parent = Holder(None)
parent.child = Holder(None, 9)
print(unsafe(parent), unsafe(parent))
mixed: list[int | str] = [1, "a", 2]
print(mixed, [m for m in mixed if isinstance(m, int)], sum(m for m in mixed if isinstance(m, int)), "a" in mixed, 2 in mixed, mixed.index(2))
union: dict[str, int | list[int]] = {"a": 1, "b": [2, 3]}
for key, entry in union.items():
    print(key, entry, len(entry) if isinstance(entry, list) else entry)
objects: list[object] = [Circle(1), 3, "x", None, [1]]
print([isinstance(o, Shape) for o in objects], [o is None for o in objects], objects[1:4], objects[4] == [1])
first = objects[0]
if isinstance(first, Circle):
    print(first.radius)
assert isinstance(objects[1], int)
print(objects[1] + 1)
