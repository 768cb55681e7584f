"""Which modules have top-level code that does nothing but import others that do nothing: definitions and constants need no code.

Their function returns at once, and LLVM drops the calls. What a module's statements came to is noted while it is lowered.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class TopLevel:
    """What the top-level code of one module came to."""

    imports: list[str] = field(default_factory=list)
    import_lines: int = 0
    """Of the lines of IR, those that call the code of other modules."""
    lines: int = 0


class SilentModules:
    """Notes of all modules."""

    def __init__(self) -> None:
        self._notes: dict[str, TopLevel] = {}

    def note(self, module: str) -> TopLevel:
        return self._notes.setdefault(module, TopLevel())

    def names(self) -> set[str]:
        """The modules that do nothing. Those that import each other in a circle may all be among them."""
        silent = {name for name, note in self._notes.items() if note.lines == note.import_lines}
        while True:
            loud = {name for name in silent if not silent.issuperset(self._notes[name].imports)}
            if not loud:
                return silent
            silent -= loud
