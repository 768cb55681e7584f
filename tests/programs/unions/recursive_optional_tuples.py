from typing import Iterator, List, Optional, Tuple

Tree = Optional[Tuple["Tree", int, "Tree"]]
Chain = Optional[Tuple[str, "Chain"]]
Nested = Optional[List["Nested"]]


def insert(tree: Tree, value: int) -> Tree:
    if tree is None:
        return None, value, None
    left, here, right = tree
    return (insert(left, value), here, right) if value < here else (left, here, insert(right, value))


def walk(tree: Tree) -> Iterator[int]:
    if tree:
        yield from walk(tree[0])
        yield tree[1]
        yield from walk(tree[2])


def depth(tree: Tree) -> int:
    return 0 if tree is None else 1 + max(depth(tree[0]), depth(tree[2]))


def length(chain: Chain) -> int:
    count = 0
    while chain is not None:
        word, chain = chain
        count += len(word)
    return count


def leaves(nested: Nested) -> int:
    if nested is None:
        return 1
    return sum(leaves(item) for item in nested)


root: Tree = None
for number in (5, 2, 8, 1, 9, 3):
    root = insert(root, number)
print(list(walk(root)), depth(root))
print(root)
print(length(("ab", ("c", None))), length(None))
print(leaves([None, [None, []], None]))
Shape = int | tuple[str, float | None] | tuple[float, float, float]


def area(shape: Shape) -> str:
    if isinstance(shape, int):
        return f"square {shape * shape}"
    if len(shape) == 3:
        return f"box {shape[0] * shape[1] * shape[2]:.1f}"
    name, size = shape
    return f"named {name} {size}"


shapes: list[Shape] = [3, (1.5, 2.5, 2.0), ("box", None), ("cube", 4.5)]
print([area(shape) for shape in shapes])
