"""Text in columns that are separated by commas, with quotes where they are needed: read, written, and read again."""
from __future__ import annotations

from typing import Iterator

Row = list[str]


class Mistake(ValueError):
    def __init__(self, line: int, column: int, what: str) -> None:
        super().__init__(f"{line}:{column}: {what}")


def rows(text: str, separator: str = ",", quote: str = '"') -> Iterator[Row]:
    row: Row = []
    cell = ""
    line, start, at = 1, 0, 0
    while at < len(text):
        char = text[at]
        if char == quote and not cell and text[at - 1:at] in ("", separator, "\n"):
            opened = at
            while True:
                end = text.find(quote, at + 1)
                if end < 0:
                    raise Mistake(line, opened - start + 1, "quote is never closed")
                cell += text[at + 1:end]
                at = end
                if not text.startswith(quote * 2, end):
                    break
                cell += quote
                at += 1
            line += cell.count("\n")
            if text[at + 1:at + 2] not in ("", separator, "\r", "\n"):
                raise Mistake(line, at - start + 2, f"{text[at + 1]!r} after the quote")
        elif char == separator:
            row.append(cell)
            cell = ""
        elif char == "\n":
            yield row + [cell.removesuffix("\r")]
            row, cell = [], ""
            line += 1
            start = at + 1
        else:
            cell += char
        at += 1
    if cell or row:
        yield row + [cell]


def write(table: list[Row], separator: str = ",", quote: str = '"') -> str:
    def cell(text: str) -> str:
        if any(special in text for special in (separator, quote, "\n", "\r")) or text != text.strip():
            return quote + text.replace(quote, quote * 2) + quote
        return text

    return "".join(separator.join(map(cell, row)) + "\n" for row in table)


TEXT = '''name,said,price
Ann,"Hello, world",1.5
"Bob ""the"" Builder","two
lines",,
Çağla, spaced ,"  "
"",x"y,"""",'q'\r
last,"end"'''

table = list(rows(TEXT))
for number, row in enumerate(table):
    print(number, len(row), row)
written = write(table)
print(written, repr(written), sep="")
print(list(rows(written)) == table, write(list(rows(written))) == written, len(TEXT) - len(written))
for separator, quote in ((";", "'"), ("\t", "|"), ("→", "«")):
    other = write(table, separator, quote)
    print(repr(other.splitlines()[1]), list(rows(other, separator, quote)) == table, other.count(quote), sep="  ")
for wrong in ('a,"b', 'a\nb,"c"d', '"x\ny"z', '"', '""""', "", "\n", ",", 'a"b"'):
    try:
        print(f"{wrong!r:12} {list(rows(wrong))}")
    except Mistake as mistake:
        print(f"{wrong!r:12} {mistake}")
head, *body = table
for row in body:
    record = dict(zip(head, row))
    print(" ".join(f"{key}={value!r}" for key, value in record.items() if value and not value.isspace()), "+", max(0, len(row) - len(head)))
