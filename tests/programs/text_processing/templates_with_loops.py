"""A template language compiled to closures: variables with filters, if, for, nested scopes, located errors."""
from __future__ import annotations

from collections import ChainMap
from typing import Callable, Iterator, Mapping, Union

Value = Union[str, int, float, bool, None, "list[Value]", "dict[str, Value]"]
Scope = ChainMap[str, Value]
Piece = Callable[[Scope], str]
Filter = Callable[[Value], Value]


class TemplateError(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


def title(value: Value) -> Value:
    return str(value).title()


def length(value: Value) -> Value:
    if isinstance(value, (str, list, dict)):
        return len(value)
    raise TypeError(f"no length of {type(value).__name__}")


FILTERS: dict[str, Filter] = {
    "upper": lambda v: str(v).upper(), "title": title, "length": length,
    "money": lambda v: f"${v:,.2f}" if isinstance(v, (int, float)) else v,
    "join": lambda v: ", ".join(map(str, v)) if isinstance(v, list) else v,
}


def tokens(source: str) -> Iterator[tuple[str, str, int]]:
    at, line = 0, 1
    while at < len(source):
        starts = [(source.find(mark, at), mark) for mark in ("{{", "{%")]
        begin, mark = min(((s, m) for s, m in starts if s >= 0), default=(len(source), ""))
        if begin > at:
            yield "text", source[at:begin], line
            line += source.count("\n", at, begin)
        if not mark:
            return
        end = source.find("}}" if mark == "{{" else "%}", begin)
        if end < 0:
            raise TemplateError(f"{mark} is not closed", line)
        yield "value" if mark == "{{" else "tag", source[begin + 2:end].strip(), line
        at = end + 2


class Template:
    def __init__(self, source: str) -> None:
        self._tokens = tokens(source)
        self._pieces, closed = self._block()
        if closed:
            raise TemplateError(f"{closed} without a beginning", 0)

    def render(self, **values: Value) -> str:
        return "".join(piece(ChainMap(values)) for piece in self._pieces)

    def _block(self, *ends: str) -> tuple[list[Piece], str]:
        pieces: list[Piece] = []
        line = 1
        for kind, text, line in self._tokens:
            if kind == "text":
                pieces.append(self._plain(text))
            elif kind == "value":
                pieces.append(self._shown(text, line))
            else:
                word, *rest = text.split()
                if word in ends:
                    return pieces, word
                pieces.append(self._tag(word, rest, line))
        if ends:
            raise TemplateError(f"{' or '.join(ends)} expected", line)
        return pieces, ""

    @staticmethod
    def _plain(text: str) -> Piece:
        return lambda _: text

    def _tag(self, word: str, rest: list[str], line: int) -> Piece:
        match word, rest:
            case "if", [*condition]:
                test = self._value(" ".join(condition), line)
                yes, end = self._block("else", "endif")
                no = self._block("endif")[0] if end == "else" else []
                return lambda scope: "".join(p(scope) for p in (yes if test(scope) else no))
            case "for", [name, "in", *items]:
                body, _ = self._block("endfor")
                return self._loop(name, self._value(" ".join(items), line), body)
        raise TemplateError(f"unknown tag {word!r}", line)

    @staticmethod
    def _loop(name: str, items: Callable[[Scope], Value], body: list[Piece]) -> Piece:
        def run(scope: Scope) -> str:
            found = items(scope)
            if not isinstance(found, list):
                raise TypeError(f"cannot loop over {found!r}")
            out = []
            for index, item in enumerate(found, 1):
                inner = scope.new_child({name: item, "index": index, "last": index == len(found)})
                out.append("".join(piece(inner) for piece in body))
            return "".join(out)
        return run

    def _value(self, text: str, line: int) -> Callable[[Scope], Value]:
        path, *filters = [part.strip() for part in text.split("|")]
        for name in filters:
            if name not in FILTERS:
                raise TemplateError(f"unknown filter {name!r}", line)

        def look(scope: Scope) -> Value:
            first, *rest = path.split(".")
            negated = first.startswith("not ")
            if (first := first.removeprefix("not ")) not in scope:
                raise TemplateError(f"no value for {first!r}", line)
            value = scope[first]
            for part in rest:
                if not isinstance(value, dict):
                    raise TemplateError(f"{part!r} of something without parts", line)
                value = value[part]
            for name in filters:
                value = FILTERS[name](value)
            return not value if negated else value
        return look

    def _shown(self, text: str, line: int) -> Piece:
        look = self._value(text, line)
        return lambda scope: str(look(scope))


REPORT = Template("""Dear {{ customer.name | title }},
{% if items %}{% for item in items %}{{ index }}. {{ item.what | upper }}: {{ item.price | money }}{% if item.sale %} (sale!){% endif %}{% if not last %};{% endif %}
{% endfor %}{% else %}nothing
{% endif %}Tags: {{ customer.tags | join }} ({{ customer.tags | length }})""")
customer: dict[str, Value] = {"name": "ada lovelace", "tags": ["vip", "math", 7]}
goods: list[Value] = [{"what": "Gear", "price": 1234.5, "sale": True}, {"what": "Wheel", "price": 8, "sale": False}]
print(REPORT.render(customer=customer, items=goods))
print(REPORT.render(customer={"name": "bob", "tags": []}, items=[]))
for source in ("a\n{{ x | nope }}", "{% if x %}", "{{ x", "{% for x of y %}", "{% endif %}", "\n\n{{ missing }}", "{{ a.b }}", "{% for q in a %}{% endfor %}"):
    try:
        print(Template(source).render(a=1))
    except (TemplateError, TypeError) as e:
        print(type(e).__name__, e)
