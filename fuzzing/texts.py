"""Expressions that are text or bytes: methods, f-strings with format specifications, `%`."""

from __future__ import annotations

from fuzzing.author import Author, produces
from fuzzing.containers import separator
from fuzzing.kinds import BYTES, FLOAT, INT, STR, Kind, any_kind, dict_of, has_set, list_of

INT_FORMATS = ["", "d", "5d", "<8", ">+6d", "08", "x", "#x", "#b", "o", ",", "_", "^10", "=+9", ".2f", "e", "g", "%", " d", "_x", "*>12,", "X", "+.3e", "<05"]
FLOAT_FORMATS = ["", ".2f", "10.3e", "g", "%", "+.1f", ",.2f", "010.2f", ".0f", "#.3g", "e", ">12", "_.1f", ".17g", " .3", "=+12.4f", "^15.2%", "G", ".1", "z.1f", "n"]
TEXT_FORMATS = ["", ">10", "*^9", ".3", "<5", "s", "é^7.2", "10.1s"]


@produces("str", weight=7)
def formatted(author: Author, kind: Kind) -> str:
    """An f-string of what contains no quotes itself."""
    parts = []
    for _ in range(author.random.randint(1, 3)):
        parts.append(author.random.choice(["", "a=", "{{", " }}", "é", ", "]) + _field(author))
    return f'f"{"".join(parts)}"'


def _field(author: Author) -> str:
    kind = author.random.choice([INT, INT, FLOAT, STR])
    text = field_value(author, kind)
    if author.often(0.12):
        return f"{{{text}{author.random.choice(['!r', '!s', '!a', '=', ' = !r'])}}}"
    formats = INT_FORMATS if kind == INT else FLOAT_FORMATS if kind == FLOAT else TEXT_FORMATS
    chosen = author.random.choice(formats)
    if author.often(0.1) and author.known(INT):
        chosen = f">{{{author.random.choice(author.known(INT)).name} & 15}}"
    return f"{{{text}:{chosen}}}" if chosen else f"{{{text}}}"


def field_value(author: Author, kind: Kind) -> str:
    """An expression without quotes and backslashes, for a place inside of quotes."""
    known = author.known(kind)
    if kind == STR:
        return author.random.choice(known).name if known else f"str({field_value(author, INT)})"
    one = author.random.choice(known).name if known and author.often(0.7) else author.literal(kind)
    return f"({one} {author.random.choice('+-*')} {author.literal(kind)})" if author.often(0.3) else f"({one})"


@produces("str", weight=3)
def converted(author: Author, kind: Kind) -> str:
    shown = any_kind(author.random)
    if has_set(shown) or shown.name in ("union", "optional"):
        shown = INT
    text = author.expression(shown)
    return author.random.choice([f"str({text})", f"repr({text})", f"ascii({text})"])


@produces("str", weight=3)
def of_number(author: Author, kind: Kind) -> str:
    number = author.expression(INT)
    return author.random.choice([
        f"hex({number})", f"bin({number})", f"oct({number})", f"chr(97 + {number} % 26)", f"chr({number} % 50000)" if not author.risky() else f"chr({number})", f"format({number}, {author.random.choice(INT_FORMATS)!r})",
        f"format({author.expression(FLOAT)}, {author.random.choice(FLOAT_FORMATS)!r})", f"str({number})"])


@produces("str", weight=3)
def percent(author: Author, kind: Kind) -> str:
    number, real = author.expression(INT), author.expression(FLOAT)
    return author.random.choice([f"('%d %s' % ({number}, {author.expression(STR)}))", f"('%5.2f|%-8x' % ({real}, {number}))", f"('%r' % ({author.expression(STR)},))", f"('%+d%%' % {number})",
                                 f"'{{}}-{{:>5}}'.format({number}, {author.expression(STR)})", f"'{{1}} {{0!r}} {{x:.3f}}'.format({number}, {author.expression(STR)}, x={real})", f"('%g %e' % ({real}, {real}))"])


@produces("str", weight=8)
def method(author: Author, kind: Kind) -> str:
    text, other, small = author.expression(STR), author.simple(STR), author.small()
    fill = repr(author.random.choice("*-é 0"))
    name = author.random.choice(["upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "casefold", "expandtabs"])
    return author.random.choice([
        f"({text}).{name}()", f"({text}).{name}()", f"({text}).replace({other}, {author.simple(STR)})", f"({text}).replace({other}, {author.simple(STR)}, {small})", f"({text}).strip({other})",
        f"({text}).center({small}, {fill})", f"({text}).ljust({small}, {fill})", f"({text}).rjust(12)", f"({text}).zfill({small})", f"({text}).removeprefix({other})", f"({text}).removesuffix({other})",
        f"({other}).join({author.expression(list_of(STR))})", f"({text}).partition({separator(author)})[{author.random.randrange(3)}]", f"({text}).translate({{97: 'A', 98: None, 99: 'ccc'}})",
        f"({text}).encode().decode()", f"({text}).split({separator(author)})[0]"])


@produces("str", weight=5)
def joined(author: Author, kind: Kind) -> str:
    return author.random.choice([f"({author.expression(STR)} + {author.expression(STR)})", f"({author.expression(STR)} * ({author.expression(INT)} % 4))", f"({author.random.randrange(-1, 4)} * {author.expression(STR)})"])


@produces("str", "bytes", "list", weight=4)
def part(author: Author, kind: Kind) -> str:
    return f"({author.expression(kind)})[{slice_text(author)}]"


def slice_text(author: Author) -> str:
    """What stands in the brackets of a slice."""
    ends = [author.random.choice(["", author.small(), author.simple(INT)]) for _ in range(2)]
    step = author.random.choice(["", "", "", "", ":", ":1", ":2", ":-1", ":-2", f":{author.simple(INT)}" if author.risky() else ":3"])
    return ":".join(ends) + step


@produces("str", weight=2)
def character(author: Author, kind: Kind) -> str:
    return author.random.choice([f"({author.expression(STR)} or '?')[{author.small() if author.risky() else author.random.choice(['0', '-1'])}]", f"''.join(sorted({author.expression(STR)}))", f"''.join(reversed({author.expression(STR)}))", f"min({author.expression(list_of(STR))}, key=repr, default='')",
                                 f"max({author.expression(list_of(STR))}, default='-')", f"({author.expression(STR)} or {author.expression(STR)})", f"','.join({author.expression(dict_of(STR, INT))})"])


# -- bytes -------------------------------------------------------------------------------------------------------------

@produces("bytes", weight=6)
def bytes_method(author: Author, kind: Kind) -> str:
    blob, other, small = author.expression(BYTES), author.simple(BYTES), author.small()
    name = author.random.choice(["upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip"])
    return author.random.choice([
        f"({blob}).{name}()", f"({blob}).replace({other}, {author.simple(BYTES)})", f"({blob}).center({small}, b'*')", f"({other}).join([{blob}, {author.simple(BYTES)}])",
        f"({blob}).zfill({small})", f"({blob}).removeprefix({other})", f"({blob}).partition({other} or b'.')[{author.random.randrange(3)}]", f"({blob} + {author.expression(BYTES)})", f"({blob} * {small})",
        f"({blob}).translate(None, {other})", f"bytes(reversed({blob}))", f"bytes(sorted({blob}))"])


@produces("bytes", weight=3)
def bytes_from(author: Author, kind: Kind) -> str:
    return author.random.choice([
        f"({author.expression(STR)}).encode()", f"({author.expression(STR)}).encode({author.random.choice(['ascii', 'latin-1', 'utf-16', 'utf-8'])!r}, {author.random.choice(['strict'] if author.risky() else ['ignore', 'replace', 'backslashreplace'])!r})",
        f"bytes({author.expression(list_of(INT))})" if author.risky() else f"bytes(k & 255 for k in {author.expression(list_of(INT))})", f"bytes({author.random.randrange(6)})", f"({author.expression(INT)}).to_bytes({author.random.randint(1, 9) if author.risky() else 8}, 'big', signed=True)", f"({author.expression(INT)} & 0xFFFF).to_bytes({author.random.randint(2, 4)}, 'little')",
        f"bytes.fromhex(({author.expression(BYTES)}).hex())", f"bytes(bytearray({author.expression(BYTES)}))"])


@produces("str", weight=2)
def from_blob(author: Author, kind: Kind) -> str:
    blob = author.expression(BYTES)
    return author.random.choice([f"({blob}).decode('latin-1')", f"({blob}).decode({author.random.choice(['utf-8', 'ascii'])!r}, {author.random.choice(['strict'] if author.risky() else ['replace', 'ignore', 'backslashreplace'])!r})", f"({blob}).hex()", f"str({blob})"])
