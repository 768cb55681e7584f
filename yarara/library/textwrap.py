"""`textwrap`: paragraphs to a width, and indentation."""

from __future__ import annotations

from typing import Callable

_SPACES = "\t\n\x0b\x0c\r "


# -- indentation -------------------------------------------------------------------------------------------------------

def dedent(text: str) -> str:
    """Without the white space that all lines begin with; lines of nothing else become empty."""
    lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    margin: str | None = None
    for line in lines:
        if line:
            indentation = line[:len(line) - len(line.lstrip(" \t"))]
            margin = indentation if margin is None else _common(margin, indentation)
    if not margin:
        return "\n".join(lines)
    return "\n".join([line[len(margin):] for line in lines])


def _common(a: str, b: str) -> str:
    """What both begin with."""
    count = 0
    while count < len(a) and count < len(b) and a[count] == b[count]:
        count += 1
    return a[:count]


def indent(text: str, prefix: str, predicate: Callable[[str], bool] | None = None) -> str:
    """`prefix` before each line that is not blank, or that the predicate chooses."""
    parts: list[str] = []
    for line in text.splitlines(True):
        chosen = bool(line.strip()) if predicate is None else predicate(line)
        parts.append(prefix + line if chosen else line)
    return "".join(parts)


# -- filling -----------------------------------------------------------------------------------------------------------

class TextWrapper:
    """How paragraphs are filled; the attributes may be changed between calls."""

    def __init__(
        self, width: int = 70, initial_indent: str = "", subsequent_indent: str = "", expand_tabs: bool = True, replace_whitespace: bool = True,
        fix_sentence_endings: bool = False, break_long_words: bool = True, drop_whitespace: bool = True, break_on_hyphens: bool = True,
        tabsize: int = 8, *, max_lines: int | None = None, placeholder: str = " [...]",
    ) -> None:
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text: str) -> list[str]:
        """The paragraph as lines of at most `width` characters. Raises ValueError for a width that leaves no room."""
        chunks = _split_words(self._plain(text), self.break_on_hyphens)
        if self.fix_sentence_endings:
            _widen_after_sentences(chunks)
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            last_indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(last_indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        return self._lines(chunks)

    def fill(self, text: str) -> str:
        """The lines of `wrap` as one text."""
        return "\n".join(self.wrap(text))

    def _plain(self, text: str) -> str:
        """With spaces for all white space, as far as wanted."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for space in "\t\n\x0b\x0c\r":
                text = text.replace(space, " ")
        return text

    def _lines(self, chunks: list[str]) -> list[str]:
        chunks.reverse()
        lines: list[str] = []
        while chunks:
            indentation = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indentation)
            line = self._line(chunks, room, not lines)
            if not line:
                continue
            length = sum([len(chunk) for chunk in line])
            is_last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            nothing_left = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if not is_last or nothing_left and length <= room:
                lines.append(indentation + "".join(line))
                continue
            _cut_short(lines, line, length, room, indentation, self.placeholder, self.width)
            break
        return lines

    def _line(self, chunks: list[str], room: int, is_first: bool) -> list[str]:
        """What goes on one line, taken from the end of the chunks."""
        if self.drop_whitespace and not is_first and not chunks[-1].strip():
            chunks.pop()
        line: list[str] = []
        length = 0
        while chunks and length + len(chunks[-1]) <= room:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > room:
            _place_long_word(chunks, line, length, room, self.break_long_words, self.break_on_hyphens)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line


def _widen_after_sentences(chunks: list[str]) -> None:
    """Two spaces behind a small letter and the mark that ends a sentence, in quotes or not."""
    for i in range(len(chunks) - 1):
        if chunks[i + 1] == " ":
            word = chunks[i]
            if word[-1:] in ("'", '"'):
                word = word[:-1]
            if word[-1:] in (".", "!", "?") and "a" <= word[-2:-1] <= "z":
                chunks[i + 1] = "  "


def _cut_short(lines: list[str], line: list[str], length: int, room: int, indentation: str, placeholder: str, width: int) -> None:
    """The last line that there may be, with the placeholder where the text goes on."""
    while line:
        if line[-1].strip() and length + len(placeholder) <= room:
            lines.append(indentation + "".join(line) + placeholder)
            return
        length -= len(line.pop())
    if lines:
        before = lines[-1].rstrip()
        if len(before) + len(placeholder) <= width:
            lines[-1] = before + placeholder
            return
    lines.append(indentation + placeholder.lstrip())


def _place_long_word(chunks: list[str], line: list[str], length: int, room: int, breaks: bool, on_hyphens: bool) -> None:
    """A word that is longer than a line: cut, or alone on its line."""
    left = 1 if room < 1 else room - length
    if breaks:
        end = left
        word = chunks[-1]
        if on_hyphens and len(word) > left:
            hyphen = word.rfind("-", 0, left)
            if hyphen > 0 and word[:hyphen].strip("-"):
                end = hyphen + 1
        line.append(word[:end])
        chunks[-1] = word[end:]
    elif not line:
        line.append(chunks.pop())


def _split_words(text: str, on_hyphens: bool) -> list[str]:
    """Words and the white space between them; words may be parted behind hyphens."""
    chunks: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (text[end] in _SPACES) != (text[start] in _SPACES):
            chunk = text[start:end]
            if on_hyphens and "-" in chunk:
                chunks.extend(_parts_of_word(chunk))
            else:
                chunks.append(chunk)
            start = end
    return chunks


def _is_inside(character: str) -> bool:
    """Whether a character belongs to a word that may be parted: a letter or an underscore."""
    return character.isalpha() or character == "_"


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _parts_of_word(word: str) -> list[str]:
    """Letters, a hyphen, letters: the word may end behind the hyphen. Dashes of several hyphens stand alone."""
    parts: list[str] = []
    start = 0
    at = 0
    while at < len(word):
        if word[at] != "-":
            at += 1
            continue
        end = at
        while end < len(word) and word[end] == "-":
            end += 1
        if end - at >= 2 and at > 0 and end < len(word) and _is_of_word(word[end]) and (_is_of_word(word[at - 1]) or word[at - 1] in "!\"'&.,?"):
            if at > start:
                parts.append(word[start:at])
            parts.append(word[at:end])
            start = end
        elif end - at == 1 and _letters_precede(word, at) and _letters_follow(word, end):
            parts.append(word[start:end])
            start = end
        at = end
    if start < len(word):
        parts.append(word[start:])
    return parts


def _letters_precede(word: str, at: int) -> bool:
    """Whether two letters stand before, or a letter, a hyphen and a letter."""
    if at < 2 or not _is_inside(word[at - 1]):
        return False
    return _is_inside(word[at - 2]) or word[at - 2] == "-" and at > 2 and _is_inside(word[at - 3])


def _letters_follow(word: str, at: int) -> bool:
    """Whether two letters come, or a letter, a hyphen and a letter."""
    if at + 1 >= len(word) or not _is_inside(word[at]):
        return False
    return _is_inside(word[at + 1]) or word[at + 1] == "-" and at + 2 < len(word) and _is_inside(word[at + 2])


def wrap(
    text: str, width: int = 70, *, initial_indent: str = "", subsequent_indent: str = "", expand_tabs: bool = True, replace_whitespace: bool = True,
    fix_sentence_endings: bool = False, break_long_words: bool = True, drop_whitespace: bool = True, break_on_hyphens: bool = True,
    tabsize: int = 8, max_lines: int | None = None, placeholder: str = " [...]",
) -> list[str]:
    """The paragraph as lines of at most `width` characters. Raises ValueError for a width that leaves no room."""
    return TextWrapper(
        width, initial_indent, subsequent_indent, expand_tabs, replace_whitespace, fix_sentence_endings, break_long_words, drop_whitespace,
        break_on_hyphens, tabsize, max_lines=max_lines, placeholder=placeholder,
    ).wrap(text)


def fill(
    text: str, width: int = 70, *, initial_indent: str = "", subsequent_indent: str = "", expand_tabs: bool = True, replace_whitespace: bool = True,
    fix_sentence_endings: bool = False, break_long_words: bool = True, drop_whitespace: bool = True, break_on_hyphens: bool = True,
    tabsize: int = 8, max_lines: int | None = None, placeholder: str = " [...]",
) -> str:
    """The lines of `wrap` as one text."""
    return TextWrapper(
        width, initial_indent, subsequent_indent, expand_tabs, replace_whitespace, fix_sentence_endings, break_long_words, drop_whitespace,
        break_on_hyphens, tabsize, max_lines=max_lines, placeholder=placeholder,
    ).fill(text)


def shorten(text: str, width: int, *, placeholder: str = " [...]") -> str:
    """As many words as fit, with one space between them."""
    return fill(" ".join(text.strip().split()), width, max_lines=1, placeholder=placeholder)
