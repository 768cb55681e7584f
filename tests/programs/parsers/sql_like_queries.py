"""SELECT over lists of dicts: a tokenizer, a recursive parser to dataclasses, evaluation with grouping and ordering."""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from operator import eq, ge, gt, le, lt, ne
from typing import Callable, Iterator, Union

Value = Union[int, str, None]
Row = dict[str, Value]


class Kind(Enum):
    WORD = auto()
    NUMBER = auto()
    TEXT = auto()
    SYMBOL = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    kind: Kind
    text: str
    at: int

    def __str__(self) -> str:
        return self.text or "the end"


class QueryError(ValueError):
    pass


def scan(source: str) -> Iterator[Token]:
    i = 0
    while i < len(source):
        c = source[i]
        start = i
        if c.isspace():
            i += 1
            continue
        if c.isalpha() or c == "_":
            while i < len(source) and (source[i].isalnum() or source[i] == "_"):
                i += 1
            yield Token(Kind.WORD, source[start:i], start)
        elif c.isdigit():
            while i < len(source) and source[i].isdigit():
                i += 1
            yield Token(Kind.NUMBER, source[start:i], start)
        elif c == "'":
            i = source.find("'", i + 1) + 1
            if i == 0:
                raise QueryError(f"text at {start} does not end")
            yield Token(Kind.TEXT, source[start + 1:i - 1], start)
        elif source[i:i + 2] in ("<=", ">=", "<>"):
            i += 2
            yield Token(Kind.SYMBOL, source[start:i], start)
        elif c in "(),*=<>+-":
            i += 1
            yield Token(Kind.SYMBOL, c, start)
        else:
            raise QueryError(f"unexpected {c!r} at {start}")
    yield Token(Kind.END, "", i)


Predicate = Callable[[Row], bool]
COMPARE: dict[str, Callable[[int, int], bool]] = {"=": eq, "<>": ne, "<": lt, ">": gt, "<=": le, ">=": ge}


@dataclass
class Query:
    columns: list[tuple[str, str]]
    table: str
    where: Predicate = field(default=lambda row: True)
    group: str | None = None
    order: list[tuple[str, bool]] = field(default_factory=list)
    limit: int | None = None


class Parser:
    def __init__(self, source: str) -> None:
        self.tokens = list(scan(source))
        self.at = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def accept(self, *words: str) -> bool:
        upcoming = self.tokens[self.at:self.at + len(words)]
        if [t.text.upper() for t in upcoming] == list(words):
            self.at += len(words)
            return True
        return False

    def expect(self, kind: Kind | str) -> str:
        token = self.token
        if (token.kind is kind) if isinstance(kind, Kind) else token.text.upper() == kind:
            self.at += 1
            return token.text
        wanted = kind.name.lower() if isinstance(kind, Kind) else kind
        raise QueryError(f"expected {wanted} at {token.at}, found {token}")

    def query(self) -> Query:
        self.expect("SELECT")
        columns = [self.column()]
        while self.accept(","):
            columns.append(self.column())
        self.expect("FROM")
        result = Query(columns, self.expect(Kind.WORD))
        if self.accept("WHERE"):
            result.where = self.either()
        if self.accept("GROUP", "BY"):
            result.group = self.expect(Kind.WORD)
        if self.accept("ORDER", "BY"):
            more = True
            while more:
                name = self.expect(Kind.WORD)
                result.order.append((name, self.accept("DESC")))
                more = self.accept(",")
        if self.accept("LIMIT"):
            result.limit = int(self.expect(Kind.NUMBER))
        self.expect(Kind.END)
        return result

    def column(self) -> tuple[str, str]:
        if self.accept("*"):
            return "", "*"
        name = self.expect(Kind.WORD)
        if self.accept("("):
            inner = "*" if self.accept("*") else self.expect(Kind.WORD)
            self.expect(")")
            return name.lower(), inner
        return "", name

    def either(self) -> Predicate:
        left = self.both()
        while self.accept("OR"):
            left = self.any_of(left, self.both())
        return left

    @staticmethod
    def any_of(a: Predicate, b: Predicate) -> Predicate:
        return lambda row: a(row) or b(row)

    def both(self) -> Predicate:
        parts = [self.test()]
        while self.accept("AND"):
            parts.append(self.test())
        return lambda row: all(part(row) for part in parts)

    def test(self) -> Predicate:
        if self.accept("NOT"):
            inner = self.test()
            return lambda row: not inner(row)
        if self.accept("("):
            inner = self.either()
            self.expect(")")
            return inner
        name = self.expect(Kind.WORD)
        if self.accept("IS", "NULL"):
            return lambda row: row[name] is None
        symbol = self.expect(Kind.SYMBOL)
        if symbol not in COMPARE:
            raise QueryError(f"unknown operator {symbol}")
        if self.token.kind is Kind.NUMBER:
            return self.number_test(name, COMPARE[symbol], int(self.expect(Kind.NUMBER)))
        text = self.expect(Kind.TEXT)
        return lambda row: (row[name] == text) == (symbol == "=")

    @staticmethod
    def number_test(name: str, compare: Callable[[int, int], bool], limit: int) -> Predicate:
        def test(row: Row) -> bool:
            value = row[name]
            return isinstance(value, int) and compare(value, limit)
        return test


def key_of(value: Value) -> tuple[int, int, str]:
    return (0, 0, "") if value is None else (1, value, "") if isinstance(value, int) else (2, 0, value)


def aggregate(function: str, values: list[Value]) -> Value:
    numbers = [v for v in values if isinstance(v, int)]
    match function:
        case "count":
            return len(values)
        case "sum":
            return sum(numbers)
        case "max" | "min":
            return None if not numbers else max(numbers) if function == "max" else min(numbers)
    raise QueryError(f"unknown function {function}")


def execute(source: str, tables: dict[str, list[Row]]) -> list[Row]:
    query = Parser(source).query()
    if query.table not in tables:
        raise QueryError(f"no table {query.table}")
    rows = [row for row in tables[query.table] if query.where(row)]
    for name, descending in reversed(query.order):
        rows.sort(key=lambda row: key_of(row[name]), reverse=descending)
    result: list[Row] = []
    if query.group or any(function for function, _ in query.columns):
        groups: dict[Value, list[Row]] = {}
        for row in rows:
            groups.setdefault(row[query.group] if query.group else None, []).append(row)
        for members in groups.values():
            made: Row = {}
            for function, name in query.columns:
                column = [row.get(name) for row in members]
                made[f"{function}({name})" if function else name] = aggregate(function, column) if function else column[0]
            result.append(made)
    else:
        for row in rows:
            names = [n for _, c in query.columns for n in (row if c == "*" else [c])]
            result.append({n: row[n] for n in names})
    return result[:query.limit]


PEOPLE: list[Row] = [
    {"name": "Ann", "age": 31, "city": "Oslo"}, {"name": "Bob", "age": 25, "city": "Rome"}, {"name": "Cyd", "age": None, "city": "Oslo"},
    {"name": "Dan", "age": 44, "city": "Rome"}, {"name": "Eve", "age": 25, "city": None},
]
for source in (
    "SELECT * FROM people WHERE age > 30", "select name, age from people where city = 'Oslo' or age <= 25 order by age desc, name",
    "SELECT city, COUNT(*), SUM(age), MAX(age) FROM people GROUP BY city", "SELECT name FROM people WHERE NOT (age = 25 OR city = 'Rome') ORDER BY name LIMIT 1",
    "SELECT count(*) FROM people WHERE age IS NULL", "SELECT name FROM people WHERE city <> 'Oslo' ORDER BY name DESC LIMIT 2",
):
    print(*execute(source, {"people": PEOPLE}), sep="\n  ")
for bad in ("SELECT FROM people", "SELECT a FROM b", "SELECT 'x", "SELECT name FROM people WHERE age ! 3", "SELECT name FROM people LIMIT x", "SELECT avg(age) FROM people"):
    try:
        print(execute(bad, {"people": PEOPLE}))
    except QueryError as e:
        print("QueryError:", e)
