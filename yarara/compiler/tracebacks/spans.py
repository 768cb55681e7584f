"""Which part of the source the instructions for a node belong to, as CPython 3.11 has it."""

from __future__ import annotations

import ast

from mypy.nodes import ARG_NAMED, ARG_POS, CallExpr, ClassDef, Context, FuncDef, Import, ImportFrom, LambdaExpr, MemberExpr, MypyFile, NameExpr, Node

from yarara.compiler.tracebacks.marks import Span
from yarara.compiler.walk import walk


class Places:
    """The places of one module's nodes: where they stand, with a few exceptions."""

    def __init__(self, module: MypyFile, source: str) -> None:
        self._imported = _imported_names(module)
        self._formatted = _formatted_values(source)

    def span(self, node: Context) -> Span | None:
        """The place of what a node does; None for a node that stands nowhere."""
        if node.line <= 0 or node.end_line is None or node.end_column is None:
            return None
        span = Span(node.line, node.column, node.end_line, node.end_column)
        span = self._formatted.get(span, span)
        if isinstance(node, MemberExpr):
            return _from_attribute(span, node)
        if isinstance(node, CallExpr) and isinstance(node.callee, MemberExpr) and self._is_method_call(node, node.callee):
            return _from_attribute(span, node.callee)
        return span

    def _is_method_call(self, call: CallExpr, callee: MemberExpr) -> bool:
        """What CPython compiles as the call of a method: without `*` and `**`, and not of what the module imports."""
        if isinstance(callee.expr, NameExpr) and callee.expr.name in self._imported:
            return False
        return all(kind in (ARG_POS, ARG_NAMED) for kind in call.arg_kinds)


def _from_attribute(span: Span, member: MemberExpr) -> Span:
    """From the attribute's name on, if it stands on a later line than its object begins."""
    if member.end_line is None or member.end_column is None or member.end_line == span.line:
        return span
    return span._replace(line=member.end_line, column=member.end_column - len(member.name.encode()))


def _imported_names(module: MypyFile) -> frozenset[str]:
    """The names that a module's own code, not that of its functions and classes, imports."""
    found: set[str] = set()

    def enter(node: Node) -> bool:
        if isinstance(node, Import):
            found.update(other or name.partition(".")[0] for name, other in node.ids)
        elif isinstance(node, ImportFrom):
            found.update(other or name for name, other in node.names)
        return not isinstance(node, (FuncDef, LambdaExpr, ClassDef))

    for statement in module.defs:
        walk(statement, enter)
    return frozenset(found)


def _formatted_values(source: str) -> dict[Span, Span]:
    """In f-strings: where values stand, by what mypy says of them, which is from the start of the string to the end of the value."""
    found: dict[Span, Span] = {}
    try:
        tree = ast.parse(source)
    except SyntaxError:  # it has type parameters, and this CPython does not know them
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            end = node.value.end_lineno or 0, node.value.end_col_offset or 0
            found[Span(node.lineno, node.col_offset, *end)] = Span(node.value.lineno, node.value.col_offset, *end)
    return found
