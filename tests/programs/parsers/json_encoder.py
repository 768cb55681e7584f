"""A JSON encoder and decoder for a union of Python types, with errors and pretty printing."""
from __future__ import annotations

from typing import Union

JSON = Union[None, bool, int, float, str, list["JSON"], dict[str, "JSON"]]

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def quote(s: str) -> str:
    out = ['"']
    for ch in s:
        if ch in ESCAPES:
            out.append(ESCAPES[ch])
        elif ord(ch) < 32 or ord(ch) > 126:
            n = ord(ch)
            if n > 0xFFFF:
                n -= 0x10000
                out.append("\\u{0:04x}\\u{1:04x}".format(0xD800 | (n >> 10), 0xDC00 | (n & 0x3FF)))
            else:
                out.append("\\u%04x" % n)
        else:
            out.append(ch)
    out.append('"')
    return "".join(out)


def dumps(value: JSON, indent: int | None = None, sort_keys: bool = False, level: int = 0) -> str:
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return quote(value)
    newline = "" if indent is None else "\n" + " " * (indent * (level + 1))
    close = "" if indent is None else "\n" + " " * (indent * level)
    comma = ", " if indent is None else ","
    if isinstance(value, list):
        if not value:
            return "[]"
        return "[" + newline + (comma + newline).join(dumps(v, indent, sort_keys, level + 1) for v in value) + close + "]"
    items = sorted(value.items()) if sort_keys else list(value.items())
    if not items:
        return "{}"
    return "{" + newline + (comma + newline).join(f"{quote(k)}: {dumps(v, indent, sort_keys, level + 1)}" for k, v in items) + close + "}"


class JSONDecodeError(ValueError):
    def __init__(self, msg: str, doc: str, pos: int) -> None:
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__("%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


class Decoder:
    def __init__(self, text: str) -> None:
        self.s = text
        self.i = 0

    def ws(self) -> None:
        while self.i < len(self.s) and self.s[self.i] in " \t\n\r":
            self.i += 1

    def fail(self, msg: str) -> JSONDecodeError:
        return JSONDecodeError(msg, self.s, self.i)

    def decode(self) -> JSON:
        v = self.value()
        self.ws()
        if self.i != len(self.s):
            raise self.fail("Extra data")
        return v

    def value(self) -> JSON:
        self.ws()
        match self.s[self.i:self.i + 1]:
            case "":
                raise self.fail("Expecting value")
            case "{":
                return self.object()
            case "[":
                return self.array()
            case '"':
                return self.string()
        for word, const in (("null", None), ("true", True), ("false", False)):
            if self.s.startswith(word, self.i):
                self.i += len(word)
                return const
        return self.number()

    def object(self) -> dict[str, JSON]:
        out: dict[str, JSON] = {}
        self.i += 1
        self.ws()
        if self.s[self.i] == "}":
            self.i += 1
            return out
        while True:
            self.ws()
            if self.s[self.i] != '"':
                raise self.fail("Expecting property name enclosed in double quotes")
            key = self.string()
            self.ws()
            if self.s[self.i] != ":":
                raise self.fail("Expecting ':' delimiter")
            self.i += 1
            out[key] = self.value()
            self.ws()
            c = self.s[self.i]
            self.i += 1
            if c == "}":
                return out
            if c != ",":
                self.i -= 1
                raise self.fail("Expecting ',' delimiter")

    def array(self) -> list[JSON]:
        out: list[JSON] = []
        self.i += 1
        self.ws()
        if self.s[self.i] == "]":
            self.i += 1
            return out
        while True:
            out.append(self.value())
            self.ws()
            c = self.s[self.i:self.i + 1]
            self.i += 1
            if c == "]":
                return out
            if c != ",":
                self.i -= 1
                raise self.fail("Expecting ',' delimiter")

    def string(self) -> str:
        out: list[str] = []
        self.i += 1
        begin = self.i
        while (c := self.s[self.i:self.i + 1]) != '"':
            if not c:
                self.i = begin - 1
                raise self.fail("Unterminated string starting at")
            if c == "\\":
                self.i += 1
                e = self.s[self.i]
                if e == "u":
                    out.append(chr(int(self.s[self.i + 1:self.i + 5], 16)))
                    self.i += 4
                else:
                    out.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(e, e))
            else:
                out.append(c)
            self.i += 1
        self.i += 1
        return "".join(out)

    def number(self) -> int | float:
        j = self.i
        while j < len(self.s) and self.s[j] in "+-0123456789.eE":
            j += 1
        text = self.s[self.i:j]
        if not text:
            raise self.fail("Expecting value")
        self.i = j
        return float(text) if any(c in ".eE" for c in text) else int(text)


doc: JSON = {"name": "Widget \u00e9\U0001f600", "tags": ["a", "b\n\"q\"", []], "price": 12.5, "stock": {"x": 1, "b": {}}, "ok": True, "none": None}
print(dumps(doc))
print(dumps(doc, sort_keys=True))
print(dumps(doc, indent=2))
for text in ['[1, 2.5, -3e2, "x\\u00e9"]', '{"a": {"b": [true, false, null]}}', '[1,]', '{"a" 1}', '"abc', '', '[1 2]', '{a: 1}', '1 2', '\n\n [x]']:
    try:
        got = Decoder(text).decode()
        print(got, dumps(got) == text)
    except JSONDecodeError as e:
        print(type(e).__name__, e, e.lineno, e.colno)
