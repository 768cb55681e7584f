"""Exhaustive chains with `assert_never`, literal narrowing, enums in classes and containers."""
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Literal, assert_never


class Kind(Enum):
    NUMBER = auto()
    PLUS = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    kind: Kind
    text: str = ""


@dataclass
class Machine:
    state: Kind = Kind.NUMBER
    seen: dict[Kind, int] = field(default_factory=dict)

    def feed(self, token: Token) -> None:
        self.state = token.kind
        self.seen[token.kind] = self.seen.get(token.kind, 0) + 1


def name(kind: Kind) -> str:
    if kind is Kind.NUMBER:
        return "number"
    if kind is Kind.PLUS:
        return "plus"
    if kind is Kind.END:
        return "end"
    assert_never(kind)


def only(kind: Literal[Kind.PLUS, Kind.END]) -> int:
    return 1 if kind is Kind.PLUS else 2


def matched(kind: Kind) -> str:
    match kind:
        case Kind.NUMBER:
            return "N"
        case Kind.PLUS | Kind.END:
            return "other"


tokens = [Token(Kind.NUMBER, "1"), Token(Kind.PLUS, "+"), Token(Kind.NUMBER, "2"), Token(Kind.END)]
machine = Machine()
for token in tokens:
    machine.feed(token)
print(tokens[0], [name(t.kind) for t in tokens])
print(machine, only(Kind.END), [matched(k) for k in Kind])
print(Token(Kind.PLUS) == Token(Kind.PLUS), len({Token(Kind.PLUS), Token(Kind.PLUS)}), Kind.END.value)
table: dict[tuple[Kind, Kind], str] = {(Kind.NUMBER, Kind.PLUS): "ok"}
print(table.get((Kind.NUMBER, Kind.PLUS)), table.get((Kind.PLUS, Kind.PLUS)))
