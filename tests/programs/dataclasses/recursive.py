"""Trees and lists of dataclasses; a cycle is shown as `...`."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tree:
    value: int
    left: Tree | None = None
    right: Tree | None = None

    def insert(self, value: int) -> None:
        if value < self.value:
            if self.left is None:
                self.left = Tree(value)
            else:
                self.left.insert(value)
        elif self.right is None:
            self.right = Tree(value)
        else:
            self.right.insert(value)

    def in_order(self) -> list[int]:
        before = self.left.in_order() if self.left is not None else []
        after = self.right.in_order() if self.right is not None else []
        return before + [self.value] + after


@dataclass
class Folder:
    name: str
    children: list[Folder] = field(default_factory=list)

    def total(self) -> int:
        return 1 + sum(child.total() for child in self.children)


@dataclass
class Link:
    name: str
    next: Link | None = None


root = Tree(5)
for v in (2, 8, 1, 9, 3):
    root.insert(v)
print(root)
print(root.in_order(), root == Tree(5), root.left == Tree(2, Tree(1), Tree(3)))
top = Folder("/", [Folder("bin"), Folder("home", [Folder("ann")])])
print(top, top.total())
a, b = Link("a"), Link("b")
a.next, b.next = b, a
print(a)
print(b)
b.next = None
print(a)
