"""`string`: groups of ASCII characters, templates, and formatting."""

from __future__ import annotations

from typing import Iterator, Mapping, Sequence

from yarara.runtime.format_templates import FormatText, Numbering

ascii_lowercase: str = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters: str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
digits: str = "0123456789"
hexdigits: str = "0123456789abcdefABCDEF"
octdigits: str = "01234567"
punctuation: str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace: str = " \t\n\r\v\f"
printable: str = digits + ascii_letters + punctuation + whitespace


def capwords(s: str, sep: str | None = None) -> str:
    """Each word with its first letter in upper case and the others in lower case."""
    words = s.split(sep)
    return (sep if sep is not None else " ").join([word.capitalize() for word in words])


class Template:
    """A text with places such as `$name` and `${name}`; `$$` stands for one `$`."""

    delimiter: str = "$"

    def __init__(self, template: str) -> None:
        self.template = template

    def substitute(self, mapping: Mapping[str, object] = {}, /, **kws: object) -> str:
        """Every place filled. Raises KeyError for a name that is missing, ValueError for a `$` that begins nothing."""
        parts: list[str] = []
        for kind, text, at in self._parts():
            if kind == _NAME:
                name = _bare(text)
                parts.append(str(kws[name]) if name in kws else str(mapping[name]))
            elif kind == _INVALID:
                raise ValueError(self._invalid(at))
            else:
                parts.append(text)
        return "".join(parts)

    def safe_substitute(self, mapping: Mapping[str, object] = {}, /, **kws: object) -> str:
        """The places whose names are known filled, all else left as it is."""
        parts: list[str] = []
        for kind, text, at in self._parts():
            name = _bare(text) if kind == _NAME else ""
            if kind == _NAME and name in kws:
                parts.append(str(kws[name]))
            elif kind == _NAME and name in mapping:
                parts.append(str(mapping[name]))
            else:
                parts.append(self.delimiter + text if kind == _NAME else text)
        return "".join(parts)

    def is_valid(self) -> bool:
        """Whether each `$` begins a place or is doubled."""
        return all([kind != _INVALID for kind, text, at in self._parts()])

    def get_identifiers(self) -> list[str]:
        """The names, each once, in their order."""
        found: dict[str, None] = {}
        for kind, text, at in self._parts():
            if kind == _NAME:
                found[_bare(text)] = None
        return list(found)

    def _parts(self) -> list[tuple[int, str, int]]:
        """What it consists of: kind, text (of a name what follows the delimiter), position (of what is wrong, behind the delimiter)."""
        found: list[tuple[int, str, int]] = []
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            next = text.find(mark, at)
            if next < 0:
                found.append((_TEXT, text[at:], at))
                return found
            found.append((_TEXT, text[at:next], at))
            at = next + len(mark)
            if text.startswith(mark, at):
                found.append((_TEXT, mark, next))
                at += len(mark)
            else:
                end = _name_end(text, at)
                found.append((_NAME if end > at else _INVALID, text[at:end] if end > at else mark, next if end > at else at))
                at = end

    def _invalid(self, at: int) -> str:
        lines = self.template[:at].splitlines(True)
        column = at - len("".join(lines[:-1])) if lines else 1
        return f"Invalid placeholder in string: line {max(len(lines), 1)}, col {column}"


_TEXT, _NAME, _INVALID = 0, 1, 2


def _bare(name: str) -> str:
    """Without braces."""
    return name[1:-1] if name.startswith("{") else name


def _name_end(text: str, at: int) -> int:
    """Where the name that begins at a position, perhaps in braces, ends; the position itself when there is none."""
    start = at + 1 if text.startswith("{", at) else at
    end = start
    while end < len(text) and text[end].isascii() and (text[end].isalpha() or text[end] == "_" or text[end].isdecimal() and end > start):
        end += 1
    if start == at:
        return end
    return end + 1 if end > start and text.startswith("}", end) else at


# -- formatting --------------------------------------------------------------------------------------------------------

class Formatter:
    """What `str.format` does, in methods that a class below may write anew. Fields with attributes or subscripts raise ValueError."""

    def format(self, format_string: str, /, *args: object, **kwargs: object) -> str:
        """Raises IndexError, KeyError, ValueError."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string: str, args: Sequence[object], kwargs: Mapping[str, object]) -> str:
        """The same with the arguments in a sequence and a mapping."""
        used: set[int | str] = set()
        text = self._filled(format_string, args, kwargs, used, Numbering(), 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _filled(self, text: str, args: Sequence[object], kwargs: Mapping[str, object], used: set[int | str], numbering: Numbering, depth: int) -> str:
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts: list[str] = []
        for literal, name, spec, conversion in self.parse(text):
            parts.append(literal)
            if name is not None:
                position = numbering.position(name)
                key: int | str = name if position < 0 else position
                value = self.convert_field(self.get_value(key, args, kwargs), conversion)
                used.add(key)
                parts.append(self.format_field(value, self._filled(spec or "", args, kwargs, used, numbering, depth - 1)))
        return "".join(parts)

    def parse(self, format_string: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        """Each text with the field that follows it: its name, specification and conversion."""
        template = FormatText(format_string, Numbering())
        parts: list[str] = []
        while template.literal(parts):
            name, conversion, spec = template.field()
            for part in parts[:-1]:
                yield part, None, None, None
            yield parts[-1], name, spec, conversion or None
            parts = []
        for part in parts:
            if part:
                yield part, None, None, None

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        """The argument that a field names."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args: set[int | str], args: Sequence[object], kwargs: Mapping[str, object]) -> None:
        """Told which arguments fields named."""

    def convert_field(self, value: object, conversion: str | None) -> object:
        """What `!r` and its like make of a value."""
        if conversion is None:
            return value
        if conversion == "r":
            return repr(value)
        if conversion == "s":
            return str(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion}")

    def format_field(self, value: object, format_spec: str) -> str:
        """The text of a value."""
        return format(value, format_spec)
