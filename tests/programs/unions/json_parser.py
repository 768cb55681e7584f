from __future__ import annotations
from typing import Union, Dict, List, Callable, Iterator
import sys

JSON = Union[None, bool, int, float, str, List["JSON"], Dict[str, "JSON"]]

class JSONError(ValueError):
    def __init__(self, msg: str, pos: int) -> None:
        super().__init__(f"{msg} at {pos}")
        self.pos = pos

class Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0

    def peek(self) -> str:
        return self.text[self.pos] if self.pos < len(self.text) else ""

    def ws(self) -> None:
        while self.peek() in (" ", "\n", "\t", "\r") and self.peek():
            self.pos += 1

    def expect(self, ch: str) -> None:
        if self.peek() != ch:
            raise JSONError(f"expected {ch!r} got {self.peek()!r}", self.pos)
        self.pos += 1

    def value(self) -> JSON:
        self.ws()
        c = self.peek()
        if c == "{":
            return self.object()
        elif c == "[":
            return self.array()
        elif c == '"':
            return self.string()
        elif c in "-0123456789" and c:
            return self.number()
        for word, result in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return result
        raise JSONError("unexpected character", self.pos)

    def object(self) -> Dict[str, JSON]:
        out: Dict[str, JSON] = {}
        self.expect("{")
        self.ws()
        if self.peek() == "}":
            self.pos += 1
            return out
        while True:
            self.ws()
            key = self.string()
            self.ws()
            self.expect(":")
            out[key] = self.value()
            self.ws()
            if self.peek() == ",":
                self.pos += 1
                continue
            self.expect("}")
            return out

    def array(self) -> List[JSON]:
        out: List[JSON] = []
        self.expect("[")
        self.ws()
        if self.peek() == "]":
            self.pos += 1
            return out
        while True:
            out.append(self.value())
            self.ws()
            if self.peek() == ",":
                self.pos += 1
            else:
                self.expect("]")
                return out

    def string(self) -> str:
        self.expect('"')
        parts: List[str] = []
        escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
        while (c := self.peek()) != '"':
            if not c:
                raise JSONError("unterminated string", self.pos)
            self.pos += 1
            if c == "\\":
                e = self.peek()
                self.pos += 1
                if e == "u":
                    parts.append(chr(int(self.text[self.pos:self.pos + 4], 16)))
                    self.pos += 4
                else:
                    parts.append(escapes[e])
            else:
                parts.append(c)
        self.pos += 1
        return "".join(parts)

    def number(self) -> Union[int, float]:
        start = self.pos
        while self.peek() and self.peek() in "+-0123456789.eE":
            self.pos += 1
        s = self.text[start:self.pos]
        return float(s) if any(ch in s for ch in ".eE") else int(s)

def dumps(v: JSON, indent: int = 0) -> str:
    if v is None:
        return "null"
    if v is True:
        return "true"
    if v is False:
        return "false"
    if isinstance(v, (int, float)):
        return repr(v)
    if isinstance(v, str):
        return '"' + v.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(v, list):
        return "[" + ", ".join(dumps(x) for x in v) + "]"
    return "{" + ", ".join(f"{dumps(k)}: {dumps(x)}" for k, x in sorted(v.items())) + "}"

def walk(v: JSON, path: str = "$") -> Iterator[tuple[str, JSON]]:
    yield path, v
    if isinstance(v, dict):
        for k, x in v.items():
            yield from walk(x, f"{path}.{k}")
    elif isinstance(v, list):
        for i, x in enumerate(v):
            yield from walk(x, f"{path}[{i}]")

doc = '{"name": "caf\\u00e9", "tags": ["a", "b\\n"], "n": -12, "pi": 3.5e0, "ok": true, "none": null, "deep": {"x": [[], {}]}}'
data = Parser(doc).value()
print(dumps(data))
for path, v in walk(data):
    print(path, type(v).__name__)
for bad in ('{"a" 1}', '[1, 2', '"abc', 'nope'):
    try:
        Parser(bad).value()
    except JSONError as e:
        print("error:", e, e.pos, file=sys.stdout)
if isinstance(data, dict):
    tags = data["tags"]
    if isinstance(tags, list):
        print(len(tags), tags[0], [t for t in tags if isinstance(t, str)])
