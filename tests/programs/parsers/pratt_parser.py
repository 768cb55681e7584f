"""A Pratt parser for arithmetic, comparison, ternary and calls; prints as S-expressions and evaluates."""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple


class Token(NamedTuple):
    kind: str
    text: str
    pos: int


class ParseError(SyntaxError):
    pass


def tokenize(src: str) -> list[Token]:
    tokens: list[Token] = []
    i = 0
    while i < len(src):
        c = src[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == "." and src[i + 1:i + 2].isdigit():
            j = i
            while j < len(src) and (src[j].isdigit() or src[j] == "."):
                j += 1
            tokens.append(Token("num", src[i:j], i))
            i = j
        elif c.isalpha() or c == "_":
            j = i
            while j < len(src) and (src[j].isalnum() or src[j] == "_"):
                j += 1
            tokens.append(Token("name", src[i:j], i))
            i = j
        else:
            for op in ("**", "<=", ">=", "==", "!="):
                if src.startswith(op, i):
                    break
            else:
                op = c
            if op not in ("**", "<=", ">=", "==", "!=", *"+-*/%()<>?:,!"):
                raise ParseError(f"bad character {c!r} at {i}")
            tokens.append(Token("op", op, i))
            i += len(op)
    tokens.append(Token("end", "", len(src)))
    return tokens


class Node:
    def sexpr(self) -> str:
        raise NotImplementedError

    def value(self, env: dict[str, float]) -> float:
        raise NotImplementedError


class Num(Node):
    def __init__(self, text: str) -> None:
        self.number = float(text)

    def sexpr(self) -> str:
        return f"{self.number:g}"

    def value(self, env: dict[str, float]) -> float:
        return self.number


class Name(Node):
    def __init__(self, name: str) -> None:
        self.name = name

    def sexpr(self) -> str:
        return self.name

    def value(self, env: dict[str, float]) -> float:
        return env[self.name]


class Form(Node):
    def __init__(self, head: str, *args: Node) -> None:
        self.head = head
        self.args = args

    def sexpr(self) -> str:
        return "(" + " ".join([self.head, *(a.sexpr() for a in self.args)]) + ")"

    def value(self, env: dict[str, float]) -> float:
        if self.head == "?":
            cond, yes, no = self.args
            return yes.value(env) if cond.value(env) else no.value(env)
        values = [a.value(env) for a in self.args]
        if self.head in BINARY and len(values) == 2:
            return BINARY[self.head](*values)
        if self.head == "-":
            return -values[0]
        if self.head == "!":
            return math.factorial(int(values[0]))
        return FUNCTIONS[self.head](values)


BINARY: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
    "**": pow,
    "<": lambda a, b: float(a < b),
    ">": lambda a, b: float(a > b),
    "==": lambda a, b: float(a == b),
}
FUNCTIONS: dict[str, Callable[[list[float]], float]] = {"max": max, "min": min, "sum": sum, "sqrt": lambda v: math.sqrt(v[0])}
BINDING = {"?": (2, 1), "==": (4, 5), "<": (6, 7), ">": (6, 7), "+": (8, 9), "-": (8, 9), "*": (10, 11), "/": (10, 11), "%": (10, 11), "**": (15, 14), "!": (16, 0), "(": (18, 0)}


class Parser:
    def __init__(self, src: str) -> None:
        self.tokens = iter(tokenize(src))
        self.current = next(self.tokens)

    def advance(self, expected: str | None = None) -> Token:
        token = self.current
        if expected is not None and token.text != expected:
            raise ParseError(f"expected {expected!r} at {token.pos}, got {token.text or 'end'!r}")
        if token.kind != "end":
            self.current = next(self.tokens)
        return token

    def parse(self, min_bp: int = 0) -> Node:
        token = self.advance()
        left: Node
        match token:
            case Token(kind="num", text=t):
                left = Num(t)
            case Token("name", t, _):
                left = Name(t)
            case Token("op", "("):
                left = self.parse()
                self.advance(")")
            case Token("op", "-"):
                left = Form("-", self.parse(13))
            case _:
                raise ParseError(f"unexpected {token.text or 'end'!r} at {token.pos}")
        while self.current.text in BINDING:
            op = self.current.text
            lbp, rbp = BINDING[op]
            if lbp < min_bp:
                break
            self.advance()
            if op == "!":
                left = Form("!", left)
            elif op == "(":
                args: list[Node] = []
                while self.current.text != ")":
                    args.append(self.parse())
                    if self.current.text != ",":
                        break
                    self.advance()
                self.advance(")")
                left = Form(left.sexpr(), *args)
            elif op == "?":
                yes = self.parse()
                self.advance(":")
                left = Form("?", left, yes, self.parse(rbp))
            else:
                left = Form(op, left, self.parse(rbp))
        return left


def evaluate(src: str, **env: float) -> None:
    try:
        parser = Parser(src)
        node = parser.parse()
        if parser.current.kind != "end":
            raise ParseError(f"trailing {parser.current.text!r} at {parser.current.pos}")
        print(f"{src:<24} {node.sexpr():<36} {node.value(env):g}")
    except (ParseError, ZeroDivisionError, KeyError) as error:
        print(f"{src:<24} {type(error).__name__}: {error}")


evaluate("1 + 2 * 3")
evaluate("(1 + 2) * 3")
evaluate("2 ** 3 ** 2")
evaluate("-2 ** 2")
evaluate("10 - 4 - 3")
evaluate("x < 3 ? 10 : y > 1 ? 20 : 30", x=5, y=2)
evaluate("max(1, 2 + 3, sqrt(16)) * 2")
evaluate("3! + 4 % 3 - -1")
evaluate("1 / 0")
evaluate("1 +")
evaluate("(1")
evaluate("1 $ 2")
evaluate("a b", a=1.0)
evaluate("zz")
evaluate("sum()")
