"""A small language with while, if, functions and recursion: scanned, compiled in one pass to code for a stack machine, and run."""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Op(Enum):
    PUSH = auto()
    LOAD = auto()
    STORE = auto()
    CALL = auto()
    RETURN = auto()
    JUMP = auto()
    UNLESS = auto()
    PRINT = auto()
    BINARY = auto()


Argument = int | str
BINARY = {"<": 1, "=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "%": 3}


@dataclass
class Function:
    name: str
    parameters: list[str] = field(default_factory=list)
    code: list[tuple[Op, Argument]] = field(default_factory=list)

    def emit(self, op: Op, argument: Argument = 0) -> int:
        self.code.append((op, argument))
        return len(self.code) - 1

    def patch(self, at: int) -> None:
        self.code[at] = (self.code[at][0], len(self.code))


class Compiler:
    def __init__(self, source: str) -> None:
        for sign in "(){};,+-*/%<=":
            source = source.replace(sign, f" {sign} ")
        self.tokens = [*source.split(), "<end>"]
        self.functions: dict[str, Function] = {}
        self.into = self.functions["main"] = Function("main")
        while self.tokens[0] != "<end>":
            self.statement()

    def take(self, *wanted: str) -> str:
        token = self.tokens.pop(0)
        if wanted and token not in wanted:
            raise SyntaxError(f"{token!r} instead of {' or '.join(wanted)}")
        return token

    def statement(self) -> None:
        match self.take():
            case "print":
                self.expression()
                self.into.emit(Op.PRINT)
                self.take(";")
            case "return":
                self.expression()
                self.into.emit(Op.RETURN)
                self.take(";")
            case "while":
                top = len(self.into.code)
                out = self.condition()
                self.into.emit(Op.JUMP, top)
                self.into.patch(out)
            case "if":
                otherwise = self.condition()
                if self.tokens[0] == "else":
                    self.take()
                    end = self.into.emit(Op.JUMP)
                    self.into.patch(otherwise)
                    self.block()
                    otherwise = end
                self.into.patch(otherwise)
            case "fun":
                outer, self.into = self.into, Function(self.take())
                self.functions[self.into.name] = self.into
                self.take("(")
                while (token := self.take()) != ")":
                    self.into.parameters.append(token)
                self.block()
                self.into.emit(Op.PUSH, 0)
                self.into.emit(Op.RETURN)
                self.into = outer
            case name if name.isidentifier():
                self.take("=")
                self.expression()
                self.into.emit(Op.STORE, name)
                self.take(";")
            case other:
                raise SyntaxError(f"no statement starts with {other!r}")

    def condition(self) -> int:
        self.expression()
        at = self.into.emit(Op.UNLESS)
        self.block()
        return at

    def block(self) -> None:
        self.take("{")
        while self.tokens[0] != "}":
            self.statement()
        self.take("}")

    def expression(self, level: int = 1) -> None:
        token = self.take()
        if token == "(":
            self.expression()
            self.take(")")
        elif token.isdigit():
            self.into.emit(Op.PUSH, int(token))
        elif self.tokens[0] == "(":
            self.take("(")
            while self.tokens[0] != ")":
                self.expression()
                if self.tokens[0] == ",":
                    self.take()
            self.take(")")
            self.into.emit(Op.CALL, token)
        else:
            self.into.emit(Op.LOAD, token)
        while BINARY.get(self.tokens[0], 0) >= level:
            sign = self.take()
            self.expression(BINARY[sign] + 1)
            self.into.emit(Op.BINARY, sign)


class Machine:
    def __init__(self, functions: dict[str, Function]) -> None:
        self.functions = functions
        self.steps = self.deepest = 0

    def call(self, name: str, arguments: list[int], depth: int = 1) -> int:
        function = self.functions[name]
        self.deepest = max(self.deepest, depth)
        names = dict(zip(function.parameters, arguments, strict=True))
        stack: list[int] = []
        at = 0
        while at < len(function.code):
            self.steps += 1
            at += 1
            match function.code[at - 1]:
                case Op.PUSH, int(value):
                    stack.append(value)
                case Op.LOAD, str(variable):
                    stack.append(names[variable])
                case Op.STORE, str(variable):
                    names[variable] = stack.pop()
                case Op.JUMP, int(goal):
                    at = goal
                case Op.UNLESS, int(goal):
                    at = at if stack.pop() else goal
                case Op.PRINT, _:
                    print("  ", stack.pop())
                case Op.RETURN, _:
                    return stack.pop()
                case Op.BINARY, str(sign):
                    right, left = stack.pop(), stack.pop()
                    stack.append(self.binary(sign, left, right))
                case Op.CALL, str(called):
                    count = len(self.functions[called].parameters)
                    first = len(stack) - count
                    stack[first:] = [self.call(called, stack[first:], depth + 1)]
        return 0

    @staticmethod
    def binary(sign: str, a: int, b: int) -> int:
        table = {"+": a + b, "-": a - b, "*": a * b, "<": int(a < b), "=": int(a == b)}
        return table[sign] if sign in table else a // b if sign == "/" else a % b


PROGRAMS = {
    "primes": """n = 1;
        while n < 20 {
            n = n + 1; d = 2;
            while d * d < n + 1 { if n % d = 0 { d = n + 1; } else { d = d + 1; } }
            if d < n + 1 { print n; }
            if n < 4 { if n = 2 { } else { print 0 - n; } }
        }""",
    "factorial": "fun f(n) { if n < 2 { return 1; } return n * f(n - 1); } print f(10); print f(3) - (2 - 1) * 4;",
    "ackermann": "fun a(m n) { if m = 0 { return n + 1; } if n = 0 { return a(m - 1, 1); } return a(m - 1, a(m, n - 1)); } print a(2, 3);",
    "gcd": "fun g(a b) { while 0 < b { t = a % b; a = b; b = t; } return a; } print g(1071, 462); print g(7, 0) = 7;",
    "nothing": "fun n() { x = 1; } print n();",
    "zero": "print 10 / 3; print 1 / 0;", "unknown": "print y;", "odd": "print (1;", "start": "+ 1;",
}
for title, source in PROGRAMS.items():
    print(title)
    try:
        functions = Compiler(source).functions
        machine = Machine(functions)
        machine.call("main", [])
        print("   steps", machine.steps, "depth", machine.deepest, {f.name: len(f.code) for f in functions.values()})
    except (SyntaxError, ZeroDivisionError, KeyError) as e:
        print("  ", type(e).__name__, e)
for number, (op, argument) in enumerate(Compiler(PROGRAMS["gcd"]).functions["g"].code):
    print(f"{number:>3} {op.name:<7}{argument}")
