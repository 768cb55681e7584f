"""Classes of text: names without case, markup that stays markup, and versions of bytes."""

from __future__ import annotations


class CaseInsensitive(str):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.casefold() == other.casefold()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.casefold())


class Markup(str):
    @classmethod
    def escape(cls, text: str) -> Markup:
        if isinstance(text, Markup):
            return text
        return cls(text.replace("&", "&amp;").replace("<", "&lt;"))

    def __add__(self, other: str) -> Markup:
        return Markup(super().__add__(Markup.escape(other)))

    def tag(self, name: str) -> Markup:
        return Markup(f"<{name}>{self}</{name}>")


class Digest(bytes):
    def __str__(self) -> str:
        return self.hex(":")

    def __xor__(self, other: bytes) -> Digest:
        return Digest(a ^ b for a, b in zip(self, other))

    @classmethod
    def of(cls, text: str) -> Digest:
        state = 17
        found = []
        for byte in text.encode():
            state = (state * 31 + byte) % 251
            found.append(state)
        return cls(found)


header = CaseInsensitive("Content-Type")
print(header == "content-type", "CONTENT-TYPE" == header, header != "x", {header: 1}[CaseInsensitive("CONTENT-type")], header, len(header), header[:7])
print(header in {CaseInsensitive("content-TYPE")}, [h for h in (header, CaseInsensitive("Host")) if h == "host"])
bold = Markup("a<b").tag("b")
print(bold, bold + " & <i>", Markup.escape("1 < 2"), Markup.escape(bold) is bold, type(bold + "x").__name__, type(bold.upper()).__name__)
print(repr(bold), bold.startswith("<b>"), "<" in bold, bold * 2, f"{bold:>12}", "%s|" % bold, ",".join(["x", bold[:]]))
one, two = Digest.of("abc"), Digest.of("xyz")
print(one, two, one ^ two, repr(one), len(one), one[0], one[1:], one == bytes(one), one < two, list(one))
for letter in Markup("ok"):
    print(letter, type(letter).__name__)
print(sorted([Markup("b"), Markup("a")]), Markup("x,y").split(","), Markup() == "", bool(Digest()))
