"""Formulas as dataclasses: derivative, simplification and text, each one a match over shapes of trees."""
from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Num:
    value: int


@dataclass(frozen=True)
class Var:
    name: str


@dataclass(frozen=True)
class Add:
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Mul:
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Pow:
    base: Expr
    exponent: int


@dataclass(frozen=True)
class Call:
    function: str
    argument: Expr


Expr = Num | Var | Add | Mul | Pow | Call


def derive(e: Expr, by: str) -> Expr:
    match e:
        case Num():
            return Num(0)
        case Var(name):
            return Num(1 if name == by else 0)
        case Add(a, b):
            return Add(derive(a, by), derive(b, by))
        case Mul(a, b):
            return Add(Mul(derive(a, by), b), Mul(a, derive(b, by)))
        case Pow(base, n):
            return Mul(Mul(Num(n), Pow(base, n - 1)), derive(base, by))
        case Call("sin", a):
            return Mul(Call("cos", a), derive(a, by))
        case Call("cos", a):
            return Mul(Mul(Num(-1), Call("sin", a)), derive(a, by))
        case Call("exp", a):
            return Mul(e, derive(a, by))
        case Call(function=other):
            raise ValueError(f"no derivative of {other}")


def simplify(e: Expr) -> Expr:
    match e:
        case Add(a, b):
            e = Add(simplify(a), simplify(b))
        case Mul(a, b):
            e = Mul(simplify(a), simplify(b))
        case Pow(a, n):
            e = Pow(simplify(a), n)
        case Call(f, a):
            e = Call(f, simplify(a))
    match e:
        case Add(Num(m), Num(n)):
            return Num(m + n)
        case Mul(Num(m), Num(n)):
            return Num(m * n)
        case Add(Num(0), other) | Add(other, Num(0)) | Mul(Num(1), other) | Mul(other, Num(1)) | Pow(other, 1):
            return other
        case Mul(Num(0), _) | Mul(_, Num(0)):
            return Num(0)
        case Pow(_, 0) | Call("exp" | "cos", Num(0)):
            return Num(1)
        case Mul(Num(m), Mul(Num(n), rest)):
            return simplify(Mul(Num(m * n), rest))
        case Mul(other, Num() as number):
            return simplify(Mul(number, other))
        case Add(a, b) if a == b:
            return simplify(Mul(Num(2), a))
        case _:
            return e


def text(e: Expr, level: int = 0) -> str:
    match e:
        case Num(value) if value < 0 and level:
            return f"({value})"
        case Num(value):
            return str(value)
        case Var(name):
            return name
        case Add(a, Mul(Num(-1), b)):
            shown, own = f"{text(a, 1)} - {text(b, 2)}", 1
        case Add(a, b):
            shown, own = f"{text(a, 1)} + {text(b, 1)}", 1
        case Mul(a, b):
            shown, own = f"{text(a, 2)}*{text(b, 2)}", 2
        case Pow(base, n):
            return f"{text(base, 3)}^{n}"
        case Call(function, a):
            return f"{function}({text(a)})"
    return f"({shown})" if own < level else shown


def value(e: Expr, x: float) -> float:
    match e:
        case Num(n):
            return float(n)
        case Var("x"):
            return x
        case Add(a, b):
            return value(a, x) + value(b, x)
        case Mul(a, b):
            return value(a, x) * value(b, x)
        case Pow(a, n):
            return value(a, x) ** n
        case Call("sin" | "cos" | "exp" as name, a):
            inner = value(a, x)
            return math.sin(inner) if name == "sin" else math.cos(inner) if name == "cos" else math.exp(inner)
        case Var(name) | Call(name, _):
            raise NameError(name)


x = Var("x")
FORMULAS: list[Expr] = [
    Num(7), x, Add(x, x), Pow(x, 3), Mul(Add(x, Num(1)), Add(x, Num(-1))), Call("sin", Pow(x, 2)), Mul(x, Call("exp", Mul(Num(2), x))),
    Add(Pow(Call("sin", x), 2), Pow(Call("cos", x), 2)), Mul(Num(3), Mul(Num(4), Var("y"))), Pow(Add(x, Mul(Num(-1), Var("z"))), 2),
    Call("log", x)]
for formula in FORMULAS:
    try:
        slope = simplify(derive(formula, "x"))
        print(f"{text(formula):<28} ->  {text(slope)}")
        exact = value(slope, 0.75)
        near = (value(formula, 0.75 + 1e-5) - value(formula, 0.75 - 1e-5)) / 2e-5
        print(f"{'':<28}     {exact:.5f} {abs(exact - near) < 1e-6}")
    except (ValueError, NameError) as error:
        print(f"{text(formula):<28} {type(error).__name__}: {error}")
second = simplify(derive(simplify(derive(Pow(x, 3), "x")), "x"))
print(text(second), second, second == Mul(Num(6), x), {Num(1): "one"}[Num(1)])
