from typing import List, Generic, ClassVar, TypeVar, Optional
T = TypeVar("T")
class Node(Generic[T]):
    _count: ClassVar[int] = 0
    names: ClassVar[List[str]] = []

    def __init__(self, v: T) -> None:
        self.v = v
        Node._count += 1
        self.names.append(str(v))
Node(1)
Node("a")
print(Node._count, Node.names, Node(2)._count)
fewest: List[Optional[List[int]]] = [[]] + [None] * 3
ways: list[int] = [1] + [0] * 4
print(fewest, ways, {*"abc"} == set("cab"), sorted({*"".join(["x", "y"])}), sorted({*range(3), *[7]}))
