"""Visitors over a small expression tree: printing, evaluating, deriving, simplifying, counting."""
from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, Mapping, TypeVar

R = TypeVar("R")


class Visitor(ABC, Generic[R]):
    @abstractmethod
    def visit_number(self, node: Number) -> R: ...

    @abstractmethod
    def visit_variable(self, node: Variable) -> R: ...

    @abstractmethod
    def visit_binary(self, node: Binary) -> R: ...


class Node(ABC):
    @abstractmethod
    def accept(self, visitor: Visitor[R]) -> R: ...

    def __add__(self, other: Node | float) -> Binary:
        return Binary("+", self, lift(other))

    def __mul__(self, other: Node | float) -> Binary:
        return Binary("*", self, lift(other))

    __radd__ = __add__
    __rmul__ = __mul__

    def __pow__(self, power: int) -> Node:
        result: Node = Number(1.0)
        for _ in range(power):
            result = result * self
        return result


@dataclass(frozen=True)
class Number(Node):
    value: float

    def accept(self, visitor: Visitor[R]) -> R:
        return visitor.visit_number(self)


@dataclass(frozen=True)
class Variable(Node):
    name: str

    def accept(self, visitor: Visitor[R]) -> R:
        return visitor.visit_variable(self)


@dataclass(frozen=True)
class Binary(Node):
    operator: str
    left: Node
    right: Node

    def accept(self, visitor: Visitor[R]) -> R:
        return visitor.visit_binary(self)


def lift(value: Node | float) -> Node:
    return value if isinstance(value, Node) else Number(float(value))


class Printer(Visitor[str]):
    def visit_number(self, node: Number) -> str:
        return f"{node.value:g}"

    def visit_variable(self, node: Variable) -> str:
        return node.name

    def visit_binary(self, node: Binary) -> str:
        return f"({node.left.accept(self)} {node.operator} {node.right.accept(self)})"


class Evaluator(Visitor[float]):
    def __init__(self, variables: Mapping[str, float]) -> None:
        self.variables = variables

    def visit_number(self, node: Number) -> float:
        return node.value

    def visit_variable(self, node: Variable) -> float:
        try:
            return self.variables[node.name]
        except KeyError as missing:
            raise NameError(f"variable {missing} has no value") from None

    def visit_binary(self, node: Binary) -> float:
        left, right = node.left.accept(self), node.right.accept(self)
        return left + right if node.operator == "+" else left * right


class Derivative(Visitor[Node]):
    def __init__(self, by: str) -> None:
        self.by = by

    def visit_number(self, node: Number) -> Node:
        return Number(0.0)

    def visit_variable(self, node: Variable) -> Node:
        return Number(float(node.name == self.by))

    def visit_binary(self, node: Binary) -> Node:
        left, right = node.left.accept(self), node.right.accept(self)
        if node.operator == "+":
            return left + right
        return left * node.right + node.left * right


class Simplifier(Visitor[Node]):
    def visit_number(self, node: Number) -> Node:
        return node

    def visit_variable(self, node: Variable) -> Node:
        return node

    def visit_binary(self, node: Binary) -> Node:
        match node.operator, node.left.accept(self), node.right.accept(self):
            case "+", Number(a), Number(b):
                return Number(a + b)
            case "*", Number(a), Number(b):
                return Number(a * b)
            case ("+", Number(0.0), other) | ("+", other, Number(0.0)):
                return other
            case ("*", Number(1.0), other) | ("*", other, Number(1.0)):
                return other
            case ("*", Number(0.0), _) | ("*", _, Number(0.0)):
                return Number(0.0)
            case operator, left, right:
                return Binary(operator, left, right)
        raise AssertionError


x, y = Variable("x"), Variable("y")
expression = 3 * x ** 2 + x * y + 7
show, simple = Printer(), Simplifier()
print(expression.accept(show))
print(expression.accept(simple).accept(show))
for by in "xy":
    print(by, expression.accept(Derivative(by)).accept(simple).accept(show))
print(expression.accept(Evaluator({"x": 2.0, "y": 0.5})), hash(x) == hash(Variable("x")), x == y)
try:
    expression.accept(Evaluator({"x": 1.0}))
except NameError as e:
    print("NameError:", e)
print(repr(x * 2))
