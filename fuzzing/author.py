"""The one who writes a program: chance, what is in scope, and the lines so far.

The ways to make an expression of some kind, and those to write a statement, are functions in tables that the other
files of this package fill: a file knows one part of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from fuzzing.kinds import Kind

Producer = Callable[["Author", Kind], str | None]
"""Text of an expression of this kind, in parentheses where precedence asks for it; None where it has nothing for now."""
Statement = Callable[["Author"], None]

PRODUCERS: dict[str, list[tuple[Producer, int]]] = {}
STATEMENTS: list[tuple[Statement, int]] = []


def produces(*kinds: str, weight: int = 2) -> Callable[[Producer], Producer]:
    """Enter a way to make expressions of kinds with these names ("*": all)."""
    def enter(producer: Producer) -> Producer:
        for kind in kinds:
            PRODUCERS.setdefault(kind, []).append((producer, weight))
        return producer
    return enter


def statement(weight: int) -> Callable[[Statement], Statement]:
    """Enter a statement."""
    def enter(writer: Statement) -> Statement:
        STATEMENTS.append((writer, weight))
        return writer
    return enter


@dataclass(frozen=True)
class Variable:
    """A name that certainly has a value here."""

    name: str
    kind: Kind
    assignable: bool = True
    narrowed: bool = False
    """Of this kind only here, after `isinstance`: not in a function that may run later."""


@dataclass(frozen=True)
class Function:
    """What a call can rely on. `parameters`: (name, kind, whether it has a default)."""

    name: str
    parameters: tuple[tuple[str, Kind, bool], ...]
    named: tuple[tuple[str, Kind, bool], ...]
    rest: Kind | None
    result: Kind | None
    """None: it gives nothing."""


@dataclass
class Body:
    """The function that is written now."""

    result: Kind | None = None
    yields: Kind | None = None
    loops: int = 0
    """How many loops there are around."""
    nesting: int = 0
    finishing: bool = False
    """Inside `finally`."""


@dataclass
class Author:
    random: Random
    lines: list[str] = field(default_factory=list)
    indent: int = 0
    variables: list[Variable] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    generators: list[Function] = field(default_factory=list)
    classes: list[Kind] = field(default_factory=list)
    body: Body = field(default_factory=Body)
    depth: int = 0
    room: int = 2
    """How deep the present expression may go."""
    counter: int = 0

    # -- chance --------------------------------------------------------------------------------------------------------

    def often(self, probability: float) -> bool:
        return self.random.random() < probability

    def name(self, prefix: str) -> str:
        """A name that the program does not have yet."""
        self.counter += 1
        return f"{prefix}{self.counter}"

    def risky(self) -> bool:
        """Whether to write what mostly raises an exception: rarely, for it ends what comes after it."""
        return self.random.random() < 0.06

    # -- expressions ---------------------------------------------------------------------------------------------------

    def expression(self, kind: Kind) -> str:
        """Any expression of a kind, mostly one that a person would write."""
        table = PRODUCERS.get(kind.name, []) + PRODUCERS["*"]
        if self.depth == 0:
            self.room = self.random.choice([1, 2, 2, 2, 3])
        if self.depth < self.room:
            self.depth += 1
            try:
                for _ in range(6):
                    producer, = self.random.choices([p for p, _ in table], [w for _, w in table])
                    text = producer(self, kind)
                    if text is not None:
                        return text
            finally:
                self.depth -= 1
        return self.simple(kind)

    def computed(self, kind: Kind) -> str:
        """An expression whose value mypy does not know: it refuses comparisons that cannot be true."""
        text = self.expression(kind)
        return text if re.fullmatch(r"[a-z]+\d+", text) else f"note({self.name('')}, {text})"

    def simple(self, kind: Kind) -> str:
        """A variable or a literal."""
        known = self.known(kind)
        if kind.name == "bool" and not known and self.often(0.9):
            return self.random.choice(["(fuel > 0)", "(fuel < 0)"])  # no constants: mypy does not look at what they rule out
        return self.random.choice(known).name if known and self.often(0.75) else self.literal(kind)

    def small(self) -> str:
        """A number that may count rounds or say where in a text something is."""
        return str(self.random.randint(-4, 9))

    def literal(self, kind: Kind) -> str:
        from fuzzing.literals import literal
        return literal(self, kind)

    def known(self, *kinds: Kind) -> list[Variable]:
        """The variables of these kinds."""
        return [variable for variable in self.variables if variable.kind in kinds]

    def named(self, name: str) -> list[Variable]:
        """The variables whose kind has this name: "list", "dict", ..."""
        return [variable for variable in self.variables if variable.kind.name == name]

    # -- lines ---------------------------------------------------------------------------------------------------------

    def line(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """What is indented under a header; its variables end with it."""
        self.line(header)
        known, start = len(self.variables), len(self.lines)
        self.indent += 1
        self.body.nesting += 1
        yield
        if len(self.lines) == start:
            self.line("pass")
        self.indent -= 1
        self.body.nesting -= 1
        del self.variables[known:]

    @contextmanager
    def function(self, header: str, body: Body, parameters: list[Variable]) -> Iterator[None]:
        """A function; what it sees of the variables around is for reading."""
        outer, outside = self.body, self.variables
        self.body = body
        self.variables = [Variable(v.name, v.kind, False) for v in outside if not v.narrowed] + parameters
        with self.block(header):
            yield
        self.body, self.variables = outer, outside

    @contextmanager
    def later(self, parameters: list[Variable]) -> Iterator[None]:
        """The body of a lambda."""
        outside = self.variables
        self.variables = [v for v in outside if not v.narrowed] + parameters
        yield
        self.variables = outside

    def statements(self, count: int) -> None:
        """Some statements; what ends the block comes last."""
        for _ in range(count):
            writer, = self.random.choices([s for s, _ in STATEMENTS], [w for _, w in STATEMENTS])
            before = len(self.lines)
            writer(self)
            if len(self.lines) > before and self.lines[-1].startswith("    " * self.indent) and self.lines[-1].split()[0] in ("return", "raise", "break", "continue") \
                    and self.lines[-1][4 * self.indent] != " ":
                return

    def declare(self, kind: Kind, value: str | None = None, prefix: str = "v") -> str:
        """A new variable."""
        name = self.name(prefix)
        value = value if value is not None else self.expression(kind)
        plain = kind.name in ("int", "str", "float", "bool", "bytes")
        self.line(f"{name} = {value}" if plain and self.often(0.5) else f"{name}: {kind} = {value}")
        self.variables.append(Variable(name, kind))
        return name
