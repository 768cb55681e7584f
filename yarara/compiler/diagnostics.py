"""Errors that people read: where, the source line, a caret, and what to write instead."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from mypy.nodes import Context

from yarara.compiler.source_text import source_lines


@dataclass(frozen=True)
class Diagnostic:
    """One located message. Lines and columns, which are characters, count from 1."""

    path: str
    line: int
    column: int
    message: str
    source_line: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: error: {self.message}"
        if self.source_line:
            visible = self.source_line.expandtabs(4)
            text += f"\n    {visible.strip()}\n    {' ' * max(self._caret(visible), 0)}^"
        if self.hint:
            text += f"\n    hint: {self.hint}"
        return text

    def _caret(self, visible: str) -> int:
        """The columns of a terminal before the caret."""
        return terminal_width(self.source_line[:self.column - 1].expandtabs(4)) - (len(visible) - len(visible.lstrip()))


class CompileError(Exception):
    """The program cannot be compiled; `diagnostics` says why, at least one."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)


class Unsupported(Exception):
    """Something the compiler does not do, at a place in the source."""

    def __init__(self, message: str, where: Context | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.where, self.hint = message, where, hint
        self.path = ""


EXIT_HINT = "annotate them: kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None; where nothing is done with them, object"


class UnknownType(Unsupported):
    """An `Any`, by itself or inside a type."""

    def __init__(self, what: str = "the type of this is not known (Any)", where: Context | None = None) -> None:
        super().__init__(what, where, EXIT_HINT if "of '__exit__'" in what else "annotate it with a concrete type")


def terminal_width(text: str) -> int:
    """How many columns of a terminal it takes."""
    return len(text) + sum(unicodedata.east_asian_width(c) in ("W", "F") for c in text)


def located(path: str, line: int, column: int, message: str, hint: str = "", *, in_bytes: bool = True) -> Diagnostic:
    """A diagnostic with its source line read from the file (empty when there is none).

    The columns of syntax trees are bytes of UTF-8, from 1 here; the columns of syntax errors are not (`in_bytes` is False).
    """
    try:
        lines = source_lines(path)
    except (OSError, ValueError):
        lines = []
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    if in_bytes and not source.isascii():
        column = len(source.encode()[:max(column - 1, 0)].decode(errors="replace")) + 1
    return Diagnostic(path, line, column, message, source, hint)
