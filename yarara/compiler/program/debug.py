"""LLVM metadata. DWARF: which machine instruction belongs to which Python line; gdb, panics and profilers read it. And which memory accesses are apart."""

from __future__ import annotations

import re
from pathlib import Path


class DebugInformation:
    """LLVM debug metadata, numbered. 0 is the compile unit; 1 and 2 are branch weights."""

    def __init__(self) -> None:
        self.nodes: list[str] = [
            "",  # the compile unit, written when its file is known
            '!{!"branch_weights", i32 2000, i32 1}', '!{!"branch_weights", i32 1, i32 2000}',
        ]
        self.files: dict[str, int] = {}
        self.subprograms: dict[str, str] = {}
        self.locations: dict[tuple[str, int], str] = {}
        self.memory_tags: dict[str, int] = {}
        self.lengths = self.node(f"!{{i64 0, i64 {1 << 47}}}")  # what lengths can be: LLVM's `!range`
        self.nothing = self.node("!{}")
        self.memory_root = self.node('!{!"yarara"}')
        self.unit_file = self.file("yarara")
        self.nodes[0] = (
            f'distinct !DICompileUnit(language: DW_LANG_Python, file: !{self.unit_file}, producer: "yarara", isOptimized: true, '
            "runtimeVersion: 0, emissionKind: FullDebug, nameTableKind: None"
        )
        self._globals: list[int] = []
        self.signature = self.node("!DISubroutineType(types: !{})")

    def node(self, text: str) -> int:
        self.nodes.append(text)
        return len(self.nodes) - 1

    def file(self, path: str) -> int:
        found = self.files.get(path)
        if found is None:
            at = Path(path)
            found = self.files[path] = self.node(f'!DIFile(filename: "{at.name}", directory: "{at.parent}")')
        return found

    def subprogram(self, name: str, path: str, line: int) -> str:
        """A new scope for one compiled function."""
        shown = name.replace("\\", "/").replace('"', "'")
        file = self.file(path)
        index = self.node(
            f'distinct !DISubprogram(name: "{shown}", scope: !{file}, file: !{file}, line: {line}, type: !{self.signature}, '
            f"scopeLine: {line}, spFlags: DISPFlagDefinition | DISPFlagLocalToUnit | DISPFlagOptimized, unit: !0)"
        )
        return f"!{index}"

    def variable(self, scope: str, name: str, number: int, kind: int, line: int) -> str:
        """A variable of a function: the parameter of this number, counted from 1, or 0; `kind` is the node of its type."""
        position = f"arg: {number}, " if number else ""
        file = re.search(r"file: (!\d+)", self.nodes[int(scope[1:])])
        assert file is not None
        return f'!{self.node(f"""!DILocalVariable(name: "{name}", {position}scope: {scope}, file: {file[1]}, line: {line}, type: !{kind})""")}'

    def global_variable(self, name: str, path: str, kind: int) -> int:
        """A variable of a module."""
        variable = self.node(f'distinct !DIGlobalVariable(name: "{name}", scope: !0, file: !{self.file(path)}, line: 1, type: !{kind}, isLocal: true, isDefinition: true)')
        self._globals.append(self.node(f"!DIGlobalVariableExpression(var: !{variable}, expr: !DIExpression())"))
        return self._globals[-1]

    def location(self, scope: str, line: int) -> str:
        found = self.locations.get((scope, line))
        if found is None:
            found = self.locations[(scope, line)] = f"!{self.node(f'!DILocation(line: {line}, column: 0, scope: {scope})')}"
        return found

    def memory_tag(self, place: str) -> int:
        """Marks accesses to one kind of memory, which accesses with another mark never touch (LLVM's type-based alias analysis)."""
        found = self.memory_tags.get(place)
        if found is None:
            kind = self.node(f'!{{!"{place}", !{self.memory_root}, i64 0}}')
            found = self.memory_tags[place] = self.node(f"!{{!{kind}, !{kind}, i64 0}}")
        return found

    def text(self) -> str:
        self.nodes[0] += f", globals: !{{{', '.join(f'!{number}' for number in self._globals)}}})"
        lines = [f"!{index} = {node}" for index, node in enumerate(self.nodes)]
        flags = len(self.nodes)
        lines += [
            f'!{flags} = !{{i32 2, !"Debug Info Version", i32 3}}', f'!{flags + 1} = !{{i32 7, !"Dwarf Version", i32 4}}',
            f"!llvm.module.flags = !{{!{flags}, !{flags + 1}}}", "!llvm.dbg.cu = !{!0}",
        ]
        return "\n".join(lines)
