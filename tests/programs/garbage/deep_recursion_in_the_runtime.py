"""Recursion that is too deep is a RecursionError, also when it goes through functions of the runtime; the program goes on."""


class Tree:
    def __init__(self, below: "Tree | None") -> None:
        self.below = below

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tree) and self.below == other.below

    def __hash__(self) -> int:
        return 1 if self.below is None else hash(self.below) + 1

    def __repr__(self) -> str:
        return f"Tree({self.below!r})"

    def __lt__(self, other: "Tree") -> bool:
        return max(self, other, key=lambda tree: depth(tree)) is other


def depth(tree: Tree) -> int:
    return 1 if tree.below is None else 1 + depth(tree.below)


def grow(height: int) -> Tree:
    tree = Tree(None)
    for _ in range(height):
        tree = Tree(tree)
    return tree


def attempt(name: str, number: int) -> None:
    first, second = grow(number), grow(number)
    try:
        if name == "eq":
            print(name, first == second)
        elif name == "hash":
            print(name, hash(first))
        elif name == "repr":
            print(name, len(repr(first)))
        elif name == "key":
            print(name, len(sorted([first, second], key=depth)))
        elif name == "less":
            print(name, len(sorted([first, second])))
        else:
            print(name, {first: 1}[second])
    except RecursionError as error:
        print(name, "RecursionError")


for name in ("eq", "hash", "repr", "key", "less", "dict"):
    attempt(name, 3)
    attempt(name, 100_000)

nested: list[object] = []
for _ in range(100_000):
    nested = [nested]
try:
    print(len(repr(nested)))
except RecursionError:
    print("repr of a list: RecursionError")
try:
    other: list[object] = []
    for _ in range(100_000):
        other = [other]
    print(nested == other)
except RecursionError:
    print("comparing lists: RecursionError")
print("still here")
