"""Lists of nothing and of None: compared with lists of other types, and asked for an item that is not there."""


class Node:
    def __init__(self, name: str) -> None:
        self.name = name


nodes = [Node("a")]
nothing: list[None] = [None]
print(nothing == nodes, [None] == nodes, nodes == [None], [None, None] != nodes, [None] == [None])
parents: list[Node | None] = [None]
print([None] == parents, parents == nothing, parents == [None], nothing == [])
print({"x": None} == {"x": 3}, {None} == {nodes[0]})
try:
    next(iter([]))
except StopIteration as error:
    print(repr(error), error.value)
print(next(iter([]), "default"))


def double(number: int) -> int:
    return number * 2


def shout(text: str) -> str:
    return text.upper() + "!"


steps = (double, shout)
print(steps[0](4), steps[1]("hey"))
number_step, text_step = steps
print(number_step(5), text_step("you"))
