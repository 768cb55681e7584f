"""The lines of a text in a list: edited through slices by short commands, with undo and redo."""
from __future__ import annotations

from dataclasses import dataclass, field

Snapshot = list[str]


class Refused(Exception):
    pass


@dataclass
class Editor:
    lines: list[str] = field(default_factory=list)
    done: list[tuple[str, Snapshot]] = field(default_factory=list)
    undone: list[tuple[str, Snapshot]] = field(default_factory=list)
    clipboard: list[str] = field(default_factory=list)

    def run(self, command: str) -> str:
        name, *words = command.split(" ")
        if name in ("undo", "redo"):
            return self.travel(name)
        before = self.lines[:]
        try:
            message = self.edit(name, words)
        except (IndexError, ValueError) as error:
            self.lines[:] = before
            raise Refused(f"{command}: {error}") from error
        if self.lines != before:
            self.done.append((command, before))
            self.undone.clear()
        return message

    def travel(self, name: str) -> str:
        source, target = (self.done, self.undone) if name == "undo" else (self.undone, self.done)
        if not source:
            raise Refused(f"nothing to {name}")
        command, lines = source.pop()
        target.append((command, self.lines[:]))
        self.lines[:] = lines
        return f"{name} {command}"

    def edit(self, name: str, words: list[str]) -> str:
        match [name, *words]:
            case ["add", *text]:
                self.lines.append(" ".join(text))
            case ["insert", place, *text]:
                self.lines.insert(int(place), " ".join(text))
            case ["delete", place]:
                return f"lost {self.lines.pop(int(place))!r}"
            case ["cut", first, last]:
                start, stop = int(first), int(last)
                self.clipboard = self.lines[start:stop]
                del self.lines[start:stop]
            case ["paste", place]:
                self.lines[int(place):int(place)] = self.clipboard
            case ["replace", first, last, *texts]:
                self.lines[int(first):int(last)] = texts
            case ["every", step, *texts]:
                self.lines[::int(step)] = texts
            case ["swap", first, second]:
                i, j = int(first), int(second)
                self.lines[i], self.lines[j] = self.lines[j], self.lines[i]
            case ["find", wanted]:
                return f"line {self.lines.index(wanted)}"
            case ["sort" | "reverse"]:
                self.lines.sort() if name == "sort" else self.lines.reverse()
            case _:
                raise ValueError("not understood")
        return f"{len(self.lines)} lines"


SESSION = """add one;add two;add three;insert 1 one and a half;swap 0 -1;find two;undo;redo;undo;undo;redo;
insert -1 nearly last;cut 1 3;paste 0;paste 99;delete -2;every 2 A B;every 3 C;every 2 A B C;replace 1 2 x y z;sort;reverse;
undo;undo;undo;undo;undo;delete 40;find gone;jump 3;insert two;swap 0 9;redo;redo;add end;redo"""
editor = Editor()
for command in SESSION.replace("\n", "").split(";"):
    try:
        print(f"{command:24} {editor.run(command):24} {editor.lines}")
    except Refused as refusal:
        print(f"{command:24} refused: {refusal} ({type(refusal.__cause__).__name__})")
print([command for command, _ in editor.done], len(editor.undone), editor.clipboard)
while editor.done:
    editor.run("undo")
print(editor.lines, [command for command, _ in reversed(editor.undone)])
