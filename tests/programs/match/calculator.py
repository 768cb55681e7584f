"""A calculator: tokenizer, parser, evaluator, with match statements and dataclasses."""
from __future__ import annotations
import sys
from dataclasses import dataclass
from typing import Iterator, NamedTuple, Union

class Token(NamedTuple):
    kind: str
    text: str
    position: int = 0

@dataclass
class Num:
    value: float

@dataclass
class BinOp:
    op: str
    left: Expr
    right: Expr

@dataclass
class Neg:
    operand: Expr

@dataclass
class Call:
    name: str
    args: list[Expr]

Expr = Union[Num, BinOp, Neg, Call]

class ParseError(ValueError):
    def __init__(self, message: str, token: Token) -> None:
        super().__init__(message)
        self.token = token

def tokens(text: str) -> Iterator[Token]:
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            yield Token("number", text[i:j], i)
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield Token("name", text[i:j], i)
            i = j
        elif c in "+-*/^(),":
            yield Token("op", c, i)
            i += 1
        else:
            raise ParseError(f"bad character {c!r}", Token("bad", c, i))
    yield Token("end", "", i)

class Parser:
    PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.token = next(self.tokens)

    def advance(self) -> Token:
        token, self.token = self.token, next(self.tokens, self.token)
        return token

    def expression(self, level: int = 0) -> Expr:
        left = self.unary()
        while self.token.kind == "op" and (p := self.PRECEDENCE.get(self.token.text, 0)) > level:
            op = self.advance().text
            left = BinOp(op, left, self.expression(p - 1 if op == "^" else p))
        return left

    def unary(self) -> Expr:
        match self.advance():
            case Token("op", "-"):
                return Neg(self.unary())
            case Token("number", text):
                return Num(float(text))
            case Token("name", name):
                return self.call(name)
            case Token(kind="op", text="("):
                inner = self.expression()
                self.expect(")")
                return inner
            case other:
                raise ParseError(f"unexpected {other.text or 'end'!r}", other)

    def call(self, name: str) -> Expr:
        self.expect("(")
        args: list[Expr] = []
        while self.token.text != ")":
            args.append(self.expression())
            if self.token.text == ",":
                self.advance()
        self.expect(")")
        return Call(name, args)

    def expect(self, text: str) -> None:
        token = self.advance()
        if token.text != text:
            raise ParseError(f"expected {text!r}, got {token.text!r}", token)

def evaluate(e: Expr) -> float:
    match e:
        case Num(v):
            return v
        case Neg(operand=x):
            return -evaluate(x)
        case BinOp("+", a, b):
            return evaluate(a) + evaluate(b)
        case BinOp("-", a, b):
            return evaluate(a) - evaluate(b)
        case BinOp("*", a, b):
            return evaluate(a) * evaluate(b)
        case BinOp("/", a, b):
            return evaluate(a) / evaluate(b)
        case BinOp("^", a, b):
            return float(evaluate(a) ** evaluate(b))
        case Call("max", args) if args:
            return max(evaluate(a) for a in args)
        case Call("min", [first, *rest]):
            return min([evaluate(first)] + [evaluate(a) for a in rest])
        case Call(name, _):
            raise NameError(f"no function {name}")
        case _:
            raise AssertionError(e)

for text in ["1 + 2 * 3", "-(4 - 6) ^ 2 ^ 2", "max(1, 2 * 3, min(9, 8))", "1 / 0", "2 * (3", "foo(1)", "3 $ 4", "max()"]:
    try:
        parser = Parser(text)
        tree = parser.expression()
        if parser.token.kind != "end":
            raise ParseError("trailing", parser.token)
        print(f"{text} = {evaluate(tree):g}")
        print("   ", tree)
    except ParseError as e:
        print(f"{text}: {e} at {e.token.position}", file=sys.stdout)
    except (ZeroDivisionError, NameError) as e:
        print(f"{text}: {type(e).__name__}: {e}")
