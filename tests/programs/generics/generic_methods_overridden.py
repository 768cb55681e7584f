from abc import ABC, abstractmethod
from typing import Generic, TypeVar
R = TypeVar("R")
class Visitor(ABC, Generic[R]):
    @abstractmethod
    def num(self, n: "Num") -> R: ...
class Node(ABC):
    @abstractmethod
    def accept(self, v: Visitor[R]) -> R: ...
class Num(Node):
    def __init__(self, value: int) -> None:
        self.value = value
    def accept(self, v: Visitor[R]) -> R:
        return v.num(self)
class Ev(Visitor[int]):
    def num(self, n: Num) -> int:
        return n.value
class Show(Visitor[str]):
    def num(self, n: Num) -> str:
        return f"<{n.value}>"
t: Node = Num(3)
print(t.accept(Show()), t.accept(Ev()))
