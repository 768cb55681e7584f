"""CSV reading as a state machine and writing with quotes, and a small typed report."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto


class State(Enum):
    START = auto()
    PLAIN = auto()
    QUOTED = auto()
    QUOTE_IN_QUOTED = auto()


class CSVError(ValueError):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


def parse(text: str, delimiter: str = ",", strict: bool = False) -> Iterator[list[str]]:
    state, field, row, line = State.START, "", [], 1
    for ch in text + ("" if text.endswith("\n") else "\n"):
        if state is State.QUOTED:
            if ch == '"':
                state = State.QUOTE_IN_QUOTED
            else:
                field += ch
        elif state is State.QUOTE_IN_QUOTED and ch == '"':
            field += '"'
            state = State.QUOTED
        elif ch == delimiter:
            row.append(field)
            field, state = "", State.START
        elif ch == "\n":
            if row or field or state is not State.START:
                row.append(field)
            yield row
            row, field, state = [], "", State.START
        elif ch == '"' and state is State.START:
            state = State.QUOTED
        elif state is State.QUOTE_IN_QUOTED and strict:
            raise CSVError(line, f"{delimiter!r} expected after '\"'")
        else:
            field += ch
            state = State.PLAIN
        if ch == "\n":
            line += 1
    if state is State.QUOTED:
        raise CSVError(line, "unexpected end of data")


def write(rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    def quote(value: object) -> str:
        s = "" if value is None else str(value)
        return '"' + s.replace('"', '""') + '"' if any(c in s for c in (delimiter, '"', "\n")) else s
    return "\n".join(delimiter.join(map(quote, row)) for row in rows)


text = 'id,name,price,note\n1,"Widget, large",9.99,\n2,"He said ""hi""",0.5,"two\nlines"\n\n3,plain,12,x'
rows = list(parse(text))
for row in rows:
    print(len(row), row)
header, *body = [r for r in rows if r]
records = [dict(zip(header, r)) for r in body]
print(records[1]["note"], sum(float(r["price"]) for r in records), max(records, key=lambda r: float(r["price"]))["name"])
print(write([["a", 'b"c', None, 1.5, True], ["x,y", "line\nbreak", "", (1, 2), -3]]))
print(list(parse(write(rows[1:3]))) == rows[1:3], list(parse("a;b;;\n;", ";")), list(parse("")))
for bad, strict in (('"abc', False), ('a,"b"c\n', True), ('1\n"x"y', True)):
    try:
        print(list(parse(bad, strict=strict)))
    except CSVError as error:
        print(error, error.line)
