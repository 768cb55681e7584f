"""Regular expressions: parsed to a tree, compiled to an NFA, run with sets of states; and a backtracking matcher to compare."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, Sequence


@dataclass(frozen=True)
class Char:
    accepts: str
    negated: bool = False

    def matches(self, c: str) -> bool:
        return (c in self.accepts or self.accepts == ".") != self.negated


@dataclass(frozen=True)
class Seq:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Alt:
    options: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    node: Node
    low: int
    high: int | None


Node = Char | Seq | Alt | Repeat
CLASSES = {"d": "0123456789", "w": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", "s": " \t\n"}


class PatternError(Exception):
    pass


class Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def peek(self) -> str:
        return self.pattern[self.at:self.at + 1]

    def take(self) -> str:
        c = self.peek()
        if not c:
            raise PatternError(f"{self.pattern!r} ends too early")
        self.at += 1
        return c

    def parse(self) -> Node:
        node = self.alternatives()
        if self.peek():
            raise PatternError(f"unexpected {self.peek()!r} at {self.at}")
        return node

    def alternatives(self) -> Node:
        options = [self.sequence()]
        while self.peek() == "|":
            self.take()
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Alt(tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.repeated())
        return Seq(tuple(parts))

    def repeated(self) -> Node:
        node = self.atom()
        while (c := self.peek()) and c in "*+?{":
            self.take()
            match c:
                case "*":
                    node = Repeat(node, 0, None)
                case "+":
                    node = Repeat(node, 1, None)
                case "?":
                    node = Repeat(node, 0, 1)
                case _:
                    text = ""
                    while (digit := self.take()) != "}":
                        text += digit
                    low, comma, high = text.partition(",")
                    node = Repeat(node, int(low), int(high) if high else None if comma else int(low))
        return node

    def atom(self) -> Node:
        match self.take():
            case "(":
                node = self.alternatives()
                if self.take() != ")":
                    raise PatternError("missing )")
                return node
            case "[":
                return self.char_class()
            case "\\":
                c = self.take()
                return Char(CLASSES.get(c, c))
            case c if c in "*+?{":
                raise PatternError("nothing to repeat")
            case c:
                return Char(c)

    def char_class(self) -> Char:
        negated = self.peek() == "^"
        if negated:
            self.take()
        chars = ""
        while (c := self.take()) != "]":
            if self.peek() == "-" and self.pattern[self.at + 1:self.at + 2] != "]":
                self.take()
                chars += "".join(map(chr, range(ord(c), ord(self.take()) + 1)))
            else:
                chars += c
        return Char(chars, negated)


@dataclass(eq=False)
class State:
    char: Char | None = None
    out: list[State] = field(default_factory=list)


def build(node: Node, after: State) -> State:
    match node:
        case Char():
            return State(node, [after])
        case Seq(parts):
            for part in reversed(parts):
                after = build(part, after)
            return after
        case Alt(options):
            return State(None, [build(option, after) for option in options])
        case Repeat(inner, low, high):
            if high is None:
                loop = State()
                loop.out = [build(inner, loop), after]
                after = loop
            else:
                for _ in range(high - low):
                    after = State(None, [build(inner, after), after])
            for _ in range(low):
                after = build(inner, after)
            return after


def closure(states: Sequence[State]) -> list[State]:
    found: dict[int, State] = {}
    todo = list(states)
    while todo:
        state = todo.pop()
        if id(state) not in found:
            found[id(state)] = state
            if state.char is None:
                todo += state.out
    return list(found.values())


class Regex:
    def __init__(self, pattern: str) -> None:
        self.tree = Parser(pattern).parse()
        self.final = State()
        self.start = build(self.tree, self.final)

    def longest(self, text: str, start: int = 0) -> int | None:
        states, best = closure([self.start]), None
        for i in range(start, len(text) + 1):
            if any(s is self.final for s in states):
                best = i
            if i == len(text) or not states:
                break
            states = closure([o for s in states if s.char is not None and s.char.matches(text[i]) for o in s.out])
        return best

    def fullmatch(self, text: str) -> bool:
        return self.longest(text) == len(text)

    def finditer(self, text: str) -> Iterator[tuple[int, str]]:
        at = 0
        while at <= len(text):
            end = self.longest(text, at)
            if end is not None and end > at:
                yield at, text[at:end]
                at = end
            else:
                at += 1


def backtrack(node: Node, text: str, at: int) -> Iterator[int]:
    match node:
        case Char() as c:
            if at < len(text) and c.matches(text[at]):
                yield at + 1
        case Seq(()):
            yield at
        case Seq((first, *rest)):
            for middle in backtrack(first, text, at):
                yield from backtrack(Seq(tuple(rest)), text, middle)
        case Alt(options):
            for option in options:
                yield from backtrack(option, text, at)
        case Repeat(inner, low, high):
            if high is None or high > 0:
                for middle in backtrack(inner, text, at):
                    if middle > at:
                        yield from backtrack(Repeat(inner, max(low - 1, 0), None if high is None else high - 1), text, middle)
            if low == 0:
                yield at


CASES = [
    ("a(b|c)*d", ["ad", "abcbcd", "abce"]), (r"\d{2,3}-\d+", ["12-3", "1-2", "1234-5", "123-45"]), ("[^aeiou]+", ["rhythm", "vowel"]),
    ("colou?r", ["color", "colour", "colouur"]), ("(a|ab)(c|bcd)", ["ac", "abcd", "abbcd"]), (r"\w+@\w+\.(com|org)", ["me@x.org", "me@x.net"]), ("x{3}", ["xx", "xxx"]),
]
for pattern, texts in CASES:
    regex = Regex(pattern)
    found = [regex.fullmatch(t) for t in texts]
    assert found == [len(t) in backtrack(regex.tree, t, 0) for t in texts], pattern
    print(f"{pattern:20}", dict(zip(texts, found)))
print(list(Regex(r"\d+").finditer("a1b22c333")), list(Regex("[A-Z][a-z]*").finditer("HelloBigWorld")))
print(Regex("(a*)*b").fullmatch("a" * 30 + "c"), Regex("(x?){10}x{10}").fullmatch("x" * 10), Parser("ab?").parse())
for bad in ("(a", "*a", "a)", "[a-", "a{2"):
    try:
        print(Regex(bad))
    except PatternError as e:
        print("PatternError:", e)
