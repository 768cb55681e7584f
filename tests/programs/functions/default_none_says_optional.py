"""A parameter whose default is None may be None, whether its annotation says so or not."""

from __future__ import annotations

from typing import Callable, Dict, List, Union


class Node:
    def __init__(self, value: Union[int, float] = None, next: Node = None, tags: List[str] = None):
        self.value = value
        self.next = next
        self.tags = tags or []

    def __repr__(self) -> str:
        return f"Node({self.value}, {self.next}, {self.tags})"


class Chain:
    def __init__(self, *values: Union[int, float]):
        self.root: Union[Node, None] = None
        self.__length = 0
        for value in values[::-1]:
            self.push(value)

    def push(self, value: float, tag: str = None):
        self.root = Node(value, self.root, None if tag is None else [tag])
        self.__length += 1

    def __len__(self) -> int:
        return self.__length

    def __contains__(self, wanted: float) -> bool:
        node = self.root
        while node and node.value != wanted:
            node = node.next
        return node is not None


def show(name: str = None, times: int = None, *, sizes: Dict[str, int] = None, key: Callable[[str], str] = None) -> str:
    text = (name if name is not None else "nobody") * (1 if times is None else times)
    if sizes is not None:
        text += str(sizes.get(name or "", 0))
    return key(text) if key else text


chain = Chain(1, 2, 2.5)
chain.push(7.5, "new")
print(len(chain), 2 in chain, 2.5 in chain, 9 in chain)
print(Node(), Node(3), Node(3, Node(4.5), ["a"]))
print(show(), show("ab"), show("ab", 2), show("ab", sizes={"ab": 3}), show("ab", None, key=str.upper), show(times=2, sizes={}))
