"""An editor whose commands can be undone, macros of commands, and mementos of the whole state."""
from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Iterator, Sequence


@dataclass
class Document:
    lines: list[str] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return "/".join(self.lines) or "<empty>"


class Command(ABC):
    @abstractmethod
    def do(self, document: Document) -> None: ...

    @abstractmethod
    def undo(self, document: Document) -> None: ...

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v!r}" for k, v in self.details().items())
        return f"{type(self).__qualname__}({arguments})"

    def details(self) -> dict[str, object]:
        return {}


@dataclass(repr=False)
class Insert(Command):
    at: int
    text: str

    def do(self, document: Document) -> None:
        document.lines.insert(self.at, self.text)

    def undo(self, document: Document) -> None:
        del document.lines[self.at]

    def details(self) -> dict[str, object]:
        return {"at": self.at, "text": self.text}


@dataclass(repr=False)
class Delete(Command):
    at: int
    removed: str | None = None

    def do(self, document: Document) -> None:
        self.removed = document.lines.pop(self.at)

    def undo(self, document: Document) -> None:
        assert self.removed is not None
        document.lines.insert(self.at, self.removed)


class Macro(Command):
    def __init__(self, *commands: Command) -> None:
        self.commands: Sequence[Command] = commands

    def do(self, document: Document) -> None:
        done: list[Command] = []
        try:
            for command in self.commands:
                command.do(document)
                done.append(command)
        except Exception:
            for command in reversed(done):
                command.undo(document)
            raise

    def undo(self, document: Document) -> None:
        for command in self.commands[::-1]:
            command.undo(document)


class Editor:
    def __init__(self, limit: int = 3) -> None:
        self.document = Document()
        self._undo: deque[Command] = deque(maxlen=limit)
        self._redo: list[Command] = []

    def run(self, command: Command) -> Editor:
        command.do(self.document)
        self._undo.append(command)
        self._redo.clear()
        return self

    def undo(self) -> bool:
        if not self._undo:
            return False
        command = self._undo.pop()
        command.undo(self.document)
        self._redo.append(command)
        return True

    def redo(self) -> bool:
        if self._redo:
            command = self._redo.pop()
            command.do(self.document)
            self._undo.append(command)
            return True
        return False

    @contextmanager
    def attempt(self) -> Iterator[Document]:
        before = copy.deepcopy(self.document)
        try:
            yield self.document
        except (IndexError, KeyError) as error:
            self.document = before
            print("taken back after", repr(error))


editor = Editor()
editor.run(Insert(0, "one")).run(Insert(1, "two")).run(Insert(1, "middle")).run(Delete(0))
print(editor.document, list(editor._undo))
print([editor.undo() for _ in range(4)], editor.document, [editor.redo() for _ in range(4)], editor.document)
try:
    editor.run(Macro(Insert(0, "a"), Delete(5)))
except IndexError as e:
    print("macro failed:", e, "->", editor.document)
editor.run(Macro(Insert(0, "a"), Insert(0, "b"), Delete(1)))
print(editor.document, editor.undo(), editor.document, editor._undo.maxlen)
with editor.attempt() as document:
    document.lines.append("gone")
    document.marks["x"] = 1
    document.lines[99] = "boom"
print(editor.document, editor.document.marks)
with editor.attempt() as document:
    document.lines.append("stays")
print(editor.document, Document() == Document(), Insert(1, "x") == Insert(1, "x"), Delete(1) == Delete(2))
