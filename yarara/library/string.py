"""`string`: groups of ASCII characters, and templates."""

from __future__ import annotations

from typing import Mapping

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
