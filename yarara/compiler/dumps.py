"""What a stage of the compiler made of a program, as text to read: `yarara build --dump STAGE`.

Each shows the functions of the application alone, in the order of their source. What belongs to the runtime and the kernel is the same in every program;
`driver.dump` gives it too.
"""

from __future__ import annotations

import re
from pathlib import Path

from mypy.nodes import (
    AssignmentStmt, Expression, ExpressionStmt, ForStmt, FuncDef, IndexExpr, ListExpr, MemberExpr, NameExpr, Node, ReturnStmt, StrExpr, TupleExpr, WithStmt,
)
from mypy.types import Type as MypyType, get_proper_type

from yarara.compiler.program.instances import FunctionInstance
from yarara.compiler import backend, driver
from yarara.compiler.frontend.frontend import TypedProgram, analyse
from yarara.compiler.options import Options
from yarara.compiler.program.program import Program
from yarara.compiler.source_text import source_lines
from yarara.compiler.walk import walk

STAGES = ("typed", "ir", "llvm", "asm")
"""The source with mypy's types; LLVM IR as it is lowered; optimised; assembly."""

_WIDEST_SOURCE = 100
_DEFINITION = re.compile(r"^define [^\n]*?(@[^\s(\"]+|@\"[^\"]*\")\(.*?^}$", re.MULTILINE | re.DOTALL)
_DEBUG_MARK = re.compile(r",? !dbg !\d+|,? !prof !\d+| #\d+(?= \{| !)| #\d+$| +$", re.MULTILINE)
_METADATA_CALL = re.compile(r"^\s+(?:#dbg_|call void @llvm\.dbg).*\n", re.MULTILINE)
_DIRECTIVE = re.compile(r"^\s+\.(?:loc|cfi_|p2align|size|type|file|section|text|globl|prefalign)|^\.L(?:tmp|func_)|^\s+#|^$")


def dump(source: Path, stage: str, target: str = "vm") -> str:
    """The application's functions after `stage` (one of `STAGES`); raises `CompileError`."""
    if stage == "typed":
        return _typed(analyse(source))
    text, _, program = driver.generate(source, Options(target))
    instances = _of_the_application(program)
    if stage == "ir":
        return _definitions(text, instances)
    module, machine = backend.optimise(_kept_apart(text, instances))
    if stage == "llvm":
        return _definitions(str(module), instances)
    return _assembly(machine.emit_assembly(module), instances)


def _of_the_application(program: Program) -> list[FunctionInstance]:
    modules = sorted(program.typed.application, key=lambda name: (name != "__main__", name))
    found = [i for i in program.instances.values() if i.module in program.typed.application]
    return sorted(found, key=lambda i: (modules.index(i.module), i.node.line if isinstance(i.node, FuncDef) else 0, i.symbol))


# -- mypy's types ------------------------------------------------------------------------------------------------------


def _typed(program: TypedProgram) -> str:
    """Each source line, and beside it what mypy says of the names that it binds and of what it returns."""
    parts = []
    for name in sorted(program.application, key=lambda name: (name != "__main__", name)):
        module = program.modules[name]
        notes = _Notes(program.types)
        walk(module, notes.enter)
        lines = source_lines(module.path)
        width = min(_WIDEST_SOURCE, max((len(lines[number - 1]) for number in notes.lines), default=0))
        parts.append(f"# module {name}\n" + "\n".join(_noted(line, notes.lines.get(number), width) for number, line in enumerate(lines, 1)))
    return "\n".join(parts) + "\n"


def _noted(line: str, notes: list[str] | None, width: int) -> str:
    return f"{line:<{width}}  # {', '.join(notes)}" if notes else line


class _Notes:
    """By line: the types of the names bound there, `->` the type returned."""

    def __init__(self, types: dict[Expression, MypyType]) -> None:
        self.types = types
        self.lines: dict[int, list[str]] = {}

    def enter(self, node: Node) -> bool:
        if isinstance(node, AssignmentStmt):
            for target in node.lvalues:
                self._bind(target)
        elif isinstance(node, ForStmt):
            self._bind(node.index)
        elif isinstance(node, WithStmt):
            for bound in node.target:
                if bound is not None:
                    self._bind(bound)
        elif isinstance(node, ReturnStmt) and node.expr is not None:
            self._note(node.line, "->", node.expr)
        elif isinstance(node, ExpressionStmt) and not isinstance(node.expr, StrExpr):
            self._note(node.line, "", node.expr)
        return True

    def _bind(self, target: Expression) -> None:
        if isinstance(target, (TupleExpr, ListExpr)):
            for item in target.items:
                self._bind(item)
        elif isinstance(target, NameExpr):
            self._note(target.line, f"{target.name}:", target)
        elif isinstance(target, MemberExpr):
            self._note(target.line, f".{target.name}:", target)
        elif isinstance(target, IndexExpr):
            self._note(target.line, "[]:", target)

    def _note(self, line: int, what: str, expression: Expression) -> None:
        kind = self.types.get(expression)
        if kind is not None:
            text = str(get_proper_type(kind)).replace("builtins.", "").replace("__main__.", "")
            if what or text != "None":
                self.lines.setdefault(line, []).append(f"{what} {text}".strip())


def _kept_apart(text: str, instances: list[FunctionInstance]) -> str:
    """Without inlining the bodies of modules, which are called once, into the kernel. A function that is still not shown was inlined where it is called."""
    for instance in instances:
        if not isinstance(instance.node, FuncDef):
            text = text.replace(f"{instance.symbol}() ", f"{instance.symbol}() noinline ", 1)
    return text


# -- LLVM's ------------------------------------------------------------------------------------------------------------


def _definitions(module: str, instances: list[FunctionInstance]) -> str:
    """The definitions of these functions, without debug information."""
    found = {match[1]: match[0] for match in _DEFINITION.finditer(module)}
    kept = [found[i.symbol] for i in instances if i.symbol in found]
    return "\n\n".join(_DEBUG_MARK.sub("", _METADATA_CALL.sub("", text)) for text in kept) + "\n"


def _assembly(listing: str, instances: list[FunctionInstance]) -> str:
    """The instructions of these functions."""
    parts = []
    for instance in instances:
        label = instance.symbol.removeprefix("@")
        begin = re.search(rf"^{re.escape(label)}:$", listing, re.MULTILINE)
        if begin is not None:
            end = listing.index(".Lfunc_end", begin.end())
            lines = listing[begin.start():end].splitlines()
            parts.append("\n".join(line for line in lines if not _DIRECTIVE.match(line)))
    return "\n\n".join(parts) + "\n"
