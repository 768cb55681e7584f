"""What the image holds for tracebacks: a function's file and name, and the source lines on which an exception may pass."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path

from mypy.nodes import Context, MypyFile

from yarara.compiler.tracebacks.marks import Span, packed_site
from yarara.compiler.source_text import source_lines
from yarara.compiler.tracebacks.spans import Places


MADE_AS_TEXT = "<string>"
"""The file of methods that CPython's `dataclasses` makes as text: nobody sees their lines."""


class TracebackData:
    """Collects while functions are lowered; `text` writes it all. The runtime's tracebacks.py describes the layout."""

    def __init__(self, string_literal: Callable[[str], str]) -> None:
        self._string_literal = string_literal
        self._functions: dict[tuple[str, str], str] = {}
        self._used: dict[str, set[int]] = {}  # by path: numbers of lines
        self._places: dict[str, Places] = {}

    def span(self, node: Context, module: MypyFile) -> Span | None:
        """The place of what a node does; None for a node that stands nowhere."""
        if module.path not in self._places:
            self._places[module.path] = Places(module, "\n".join(_source_lines(module.path)))
        return self._places[module.path].span(node)

    def site(self, module: MypyFile, span: Span) -> int:
        """The word that stands for a place where an exception may pass; its line will be in the image."""
        lines = _source_lines(module.path)
        if span.line > len(lines):
            return span.line
        self._used.setdefault(module.path, set()).add(span.line)
        return packed_site(span, lines[span.line - 1])

    def function(self, path: str, name: str) -> str:
        """The symbol of a `FunctionInfo`."""
        key = path, name
        if key not in self._functions:
            self._functions[key] = f"@frame.{len(self._functions)}"
        return self._functions[key]

    def text(self) -> list[str]:
        """All of it as LLVM IR."""
        written: list[str] = []
        paths = {path: f"@lines.{index}" for index, path in enumerate(dict.fromkeys(path for path, _ in self._functions))}
        for (path, name), symbol in self._functions.items():
            words = (self._string_literal(path if path == MADE_AS_TEXT else str(Path(path).resolve())), self._string_literal(name), paths[path])
            written.append(f"{symbol} = internal constant {{ i64, i64, i64 }} {{ {', '.join(f'i64 ptrtoint (ptr {word} to i64)' for word in words)} }}, align 8")
        for path, symbol in paths.items():
            data = self._line_table(path)
            written.append(f'{symbol} = internal constant [{len(data)} x i8] c"{"".join(f"{chr(92)}{byte:02X}" for byte in data)}"')
        return written

    def _line_table(self, path: str) -> bytes:
        lines = _source_lines(path) if path != MADE_AS_TEXT else []
        table = b""
        for number in sorted(self._used.get(path, ())):
            shown = lines[number - 1].lstrip(" \t\f").encode()
            table += struct.pack("<II", number, len(shown)) + shown
        return table + struct.pack("<I", 0)


_source_lines = cache(source_lines)
