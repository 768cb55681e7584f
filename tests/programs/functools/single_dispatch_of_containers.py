"""Implementations for containers get those of whatever items; functions registered by a call, or for a class that only register() names."""

from functools import singledispatch, singledispatchmethod


class Shape:
    def __init__(self, sides: int) -> None:
        self.sides = sides


class Square(Shape):
    def __init__(self) -> None:
        super().__init__(4)


@singledispatch
def show(x: object) -> str:
    return f"object {x}"


@show.register
def _(x: int) -> str:
    return f"int {x}"


@show.register(list)
def show_list(x: list[object]) -> str:
    return f"list {[show(i) for i in x]} {len(x)}"


@show.register(dict)
def show_dict(x: dict[str, int]) -> str:
    return "dict " + ", ".join(f"{key}={value}" for key, value in sorted(x.items()))


@show.register(tuple)
def show_tuple(x: tuple[object, ...]) -> str:
    return f"tuple {len(x)} {x}"


@show.register
def _(x: set) -> str:  # type: ignore[type-arg]
    return f"set {sorted(map(str, x))}"


def show_text(x: str) -> str:
    return f"text {x.upper()}"


def show_bytes(x: bytes) -> str:
    return f"bytes {x[0]}"


show.register(str, show_text)
show.register(bytes, show_bytes)


@singledispatch
def sides(shape) -> int:  # type: ignore[no-untyped-def]
    print("no shape:", shape)
    return 0


@sides.register
def _(shape: Shape) -> int:
    return shape.sides


@sides.register(Square)
def _(shape) -> int:  # type: ignore[no-untyped-def]
    return 10 * shape.sides


class Writer:
    @singledispatchmethod
    def write(self, x: object) -> str:
        return f"<{x}>"

    @write.register(list)
    def _(self, x: list[object]) -> str:
        return "[" + "".join(self.write(i) for i in x) + "]"


print(show(1), show("a"), show([1, 2]), show(["a"]), show({"a": 1}), show((1, "x")), show({1}), show([[1], "b"]), show(b"x"))
numbers, table = [4, 5], {"z": 2}
values: list[object] = [numbers, table, 1, "a", [1, 2], ["a", "b"], {"a": 1}, (1, "x"), {1, 2}, None, 2.5, [], {}]
for value in values:
    print(show(value))
print(sides(Shape(3)), sides(Square()), sides("x"))
print(Writer().write([1, "a", [2.5]]), Writer().write(["a"]), Writer().write([[3]]))
