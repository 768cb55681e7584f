"""JSON-like trees: a recursive union type, parser, printer, queries."""
from __future__ import annotations

from typing import Union

Json = Union[None, bool, int, float, str, list["Json"], dict[str, "Json"]]


def dump(value: Json, indent: int = 0) -> str:
    pad = "  " * indent
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(dump(v, indent) for v in value) + "]"
    lines = [f'{pad}  "{k}": {dump(v, indent + 1)}' for k, v in value.items()]
    return "{\n" + ",\n".join(lines) + "\n" + pad + "}"


def depth(value: Json) -> int:
    if isinstance(value, list):
        return 1 + max((depth(v) for v in value), default=0)
    if isinstance(value, dict):
        return 1 + max((depth(v) for v in value.values()), default=0)
    return 0


def total(value: Json) -> float:
    match value:
        case bool() | None | str():
            return 0
        case int() | float():
            return value
        case list():
            return sum(total(v) for v in value)
        case dict():
            return sum(total(v) for v in value.values())


class Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def skip(self) -> str:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        if self.at == len(self.text):
            raise ValueError("unexpected end")
        return self.text[self.at]

    def expect(self, c: str) -> None:
        if self.skip() != c:
            raise ValueError(f"expected {c!r} at {self.at}")
        self.at += 1

    def value(self) -> Json:
        c = self.skip()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        for word, meaning in (("true", True), ("false", False)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        if self.text.startswith("null", self.at):
            self.at += 4
            return None
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-.eE0123456789":
            self.at += 1
        digits = self.text[start:self.at]
        if not digits:
            raise ValueError(f"unexpected {c!r} at {start}")
        return float(digits) if "." in digits else int(digits)

    def string(self) -> str:
        self.expect('"')
        end = self.text.index('"', self.at)
        found = self.text[self.at:end]
        self.at = end + 1
        return found

    def array(self) -> list[Json]:
        self.expect("[")
        items: list[Json] = []
        while self.skip() != "]":
            items.append(self.value())
            if self.skip() == ",":
                self.at += 1
        self.at += 1
        return items

    def object(self) -> dict[str, Json]:
        self.expect("{")
        found: dict[str, Json] = {}
        while self.skip() != "}":
            key = self.string()
            self.expect(":")
            found[key] = self.value()
            if self.skip() == ",":
                self.at += 1
        self.at += 1
        return found


doc = Reader('{"name": "x", "list": [1, 2.5, [true, null, -3]], "sub": {"k": "v", "e": {}}, "n": 10}').value()
print(doc)
print(dump(doc))
print(depth(doc), total(doc))
if isinstance(doc, dict):
    items = doc["list"]
    if isinstance(items, list):
        items.append("new")
        print(len(items), items[-1])
    print(sorted(doc), doc.get("nope"), doc == Reader(dump(doc)).value())
for bad in ["[1, ", "{1}", "?"]:
    try:
        print(Reader(bad).value())
    except ValueError as e:
        print("ValueError:", e)
