"""A reader of XML-like markup: tags, attributes, entities, comments; a tree with find, text and indented output; errors with places."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class MarkupError(ValueError):
    def __init__(self, message: str, text: str, at: int) -> None:
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        super().__init__(f"{message} at {line}:{column}")
        self.place = line, column


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self:
            yield from child.walk()

    def find(self, path: str) -> Iterator[Element]:
        first, _, rest = path.partition("/")
        for child in self:
            if first in (child.tag, "*"):
                if rest:
                    yield from child.find(rest)
                else:
                    yield child

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def lines(self, indent: str = "") -> Iterator[str]:
        head = " ".join([self.tag, *(f'{key}="{escape(value)}"' for key, value in self.attributes.items())])
        match self.children:
            case []:
                yield f"{indent}<{head}/>"
            case [str(only)]:
                yield f"{indent}<{head}>{escape(only)}</{self.tag}>"
            case _:
                yield f"{indent}<{head}>"
                for child in self.children:
                    if isinstance(child, Element):
                        yield from child.lines(indent + "  ")
                    elif child.strip():
                        yield indent + "  " + escape(child.strip())
                yield f"{indent}</{self.tag}>"


def escape(text: str) -> str:
    for name in ("amp", "lt", "gt", "quot"):
        text = text.replace(ENTITIES[name], f"&{name};")
    return text


class Reader:
    def __init__(self, text: str) -> None:
        self.source = text
        self.at = 0

    def fail(self, message: str) -> MarkupError:
        return MarkupError(message, self.source, self.at)

    def until(self, mark: str) -> str:
        end = self.source.find(mark, self.at)
        if end < 0:
            raise self.fail(f"no {mark!r}")
        part, self.at = self.source[self.at:end], end + len(mark)
        return part

    def name(self) -> str:
        start = self.at
        while self.at < len(self.source) and (self.source[self.at].isalnum() or self.source[self.at] in "-_:"):
            self.at += 1
        if start == self.at:
            raise self.fail("a name is missing")
        return self.source[start:self.at]

    def skip(self) -> str:
        while self.source[self.at:self.at + 1].isspace():
            self.at += 1
        return self.source[self.at:self.at + 1]

    def plain(self, raw: str) -> str:
        head, *parts = raw.split("&")
        for part in parts:
            name, semicolon, rest = part.partition(";")
            if name.startswith("#x"):
                head += chr(int(name[2:], 16))
            elif name.startswith("#"):
                head += chr(int(name[1:]))
            elif semicolon and name in ENTITIES:
                head += ENTITIES[name]
            else:
                raise self.fail(f"unknown entity &{name}")
            head += rest
        return head

    def element(self) -> Element:
        self.until("<")
        element = Element(self.name())
        while (sign := self.skip()) not in ("/", ">", ""):
            key = self.name()
            self.until("=")
            quote = self.skip()
            self.at += 1
            if key in element.attributes:
                raise self.fail(f"{key} twice")
            element.attributes[key] = self.plain(self.until(quote))
        if sign == "/":
            self.until("/>")
            return element
        self.until(">")
        while not self.source.startswith("</", self.at):
            if self.source.startswith("<!--", self.at):
                self.until("-->")
            elif self.source.startswith("<", self.at):
                element.children.append(self.element())
            else:
                end = self.source.find("<", self.at)
                if end < 0:
                    raise self.fail(f"<{element.tag}> is never closed")
                element.children.append(self.plain(self.source[self.at:end]))
                self.at = end
        self.at += 2
        if (closing := self.name()) != element.tag:
            raise self.fail(f"</{closing}> closes <{element.tag}>")
        self.until(">")
        return element


DOCUMENT = """<library city="Graz &amp; Wien">
  <!-- two <shelves> -->
  <shelf id='1'><book year="1605">Don Quijote</book><book year="1851" lent="yes">Moby&#45;Dick; or, <i>The Whale</i></book></shelf>
  <shelf id="2"/>
  <note>1 &lt; 2 &quot;&#x3c0;&quot;</note> tail
</library>"""
root = Reader(DOCUMENT).element()
print(*root.lines(), sep="\n")
print([book.text for book in root.find("shelf/book")], [e.tag for e in root.walk()])
print([e.attributes for e in root.find("*")], root.attributes["city"], sum(int(b.attributes["year"]) for b in root.find("shelf/book")))
print(list(root.find("shelf/book/i")), len(root.children), root.text.split())
again = Reader("\n".join(root.lines())).element()
print(again.attributes == root.attributes, [e.text for e in again.find("note")], list(again.lines()) == list(root.lines()))
for bad in ("<a><b></a></b>", "<a>\n <b x='1' x='2'/></a>", "<a>&what;</a>", "<a", "<a><b/>", "plain", "<a>\n\n< ></a>", "<a>&#xZZ;</a>"):
    try:
        print(Reader(bad).element())
    except MarkupError as e:
        print("MarkupError:", e, e.place)
    except ValueError as e:
        print("ValueError:", e)
