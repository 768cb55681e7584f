import copy
from dataclasses import dataclass, field
@dataclass
class Node:
    name: str
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None
root = Node("root")
kid = Node("kid", parent=root)
root.children.append(kid)
shallow, deep = copy.copy(root), copy.deepcopy(root)
print(shallow.children is root.children, deep.children is root.children, deep.children[0] is kid, deep.children[0].parent is deep)
kid.name = "renamed"
print(shallow.children[0].name, deep.children[0].name)
nested = [[1, 2], [3]]
a, b, c, d = nested[:], list(nested), copy.copy(nested), copy.deepcopy(nested)
nested[0].append(99)
nested.append([4])
print(a, b, c, d, nested)
shared = [0]
twice = [shared, shared]
t = copy.deepcopy(twice)
t[0].append(1)
print(t, t[0] is t[1], twice)
data = {"k": [1, 2], "s": [3]}
e = copy.deepcopy(data)
data["k"].append(5)
print(e, data, copy.copy(data)["k"] is data["k"])
print(copy.copy((1, 2)), copy.deepcopy("text"), copy.copy({1, 2}) == {1, 2}, copy.deepcopy(frozenset([1])), copy.copy(5), copy.deepcopy(None), copy.copy(bytearray(b"x")))
class Matrix:
    def __init__(self, rows: list[list[int]]) -> None:
        self.rows = rows
        self.copies = 0
    def __copy__(self) -> "Matrix":
        m = Matrix(self.rows)
        m.copies = self.copies + 1
        return m
    def __deepcopy__(self, memo: dict[int, object]) -> "Matrix":
        return Matrix([row[:] for row in self.rows])
m = Matrix([[1], [2]])
s, p = copy.copy(m), copy.deepcopy(m)
m.rows[0][0] = 50
print(s.rows, s.copies, p.rows, p.copies)
