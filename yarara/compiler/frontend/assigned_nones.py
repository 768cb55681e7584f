"""`self.owner = None`, after which mypy takes `self.owner` for None until it sees another assignment.

Calls may give it a value meanwhile: `self.owner = None; self.acquire(); if self.owner is not None: ...` is code of which mypy believes that it never runs, and
does not look at. The same goes for variables that other functions assign to by `nonlocal` or `global`. So while mypy checks, such a None is a call,
`_none()`, of which it is told that it gives what the target is declared as. Afterwards the tree is as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.checker import TypeChecker
from mypy.nodes import AssignmentStmt, CallExpr, ClassDef, Expression, GlobalDecl, MemberExpr, MypyFile, NameExpr, Node, NonlocalDecl
from mypy.plugin import FunctionContext, Plugin
from mypy.types import Instance, NoneType, Type, UnionType, get_proper_type

from yarara.compiler.walk import walk
from yarara.paths import is_ours

NAME = "_none"
"""A function of the stubs of `builtins`."""


class AssignedNones(Plugin):
    """A mypy plugin."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if not is_ours(file.path):
            for statement in _assigned_elsewhere(file):
                if isinstance(statement.rvalue, NameExpr) and statement.rvalue.name == "None":
                    statement.rvalue = _call(statement.rvalue)
        return []

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        return _as_declared if fullname == f"builtins.{NAME}" else None


def restore(file: MypyFile, types: dict[Expression, Type]) -> None:
    """Take the calls out again."""
    for statement in _assigned_elsewhere(file):
        call = statement.rvalue
        if isinstance(call, CallExpr) and isinstance(call.callee, MemberExpr) and call.callee.name == NAME:
            statement.rvalue = none = NameExpr("None")
            none.set_line(call)
            none.fullname = "builtins.None"
            types[none] = NoneType()


def _assigned_elsewhere(file: MypyFile) -> Iterator[AssignmentStmt]:
    """Assignments to attributes, and to variables to which several functions assign."""
    shared: set[str] = set()
    found: list[AssignmentStmt] = []
    of_classes: set[Node] = set()  # statements of the bodies of classes declare

    def enter(node: Node) -> bool:
        if isinstance(node, (NonlocalDecl, GlobalDecl)):
            shared.update(node.names)
        elif isinstance(node, ClassDef):
            of_classes.update(node.defs.body)
        elif isinstance(node, AssignmentStmt) and len(node.lvalues) == 1 and node not in of_classes:
            found.append(node)
        return True

    walk(file, enter)
    for statement in found:
        target = statement.lvalues[0]
        if isinstance(target, MemberExpr) or isinstance(target, NameExpr) and target.name in shared:
            yield statement


def _call(none: NameExpr) -> CallExpr:
    module = NameExpr("__builtins__")
    call = CallExpr(callee := MemberExpr(module, NAME), [], [], [])
    for node in (module, callee, call):
        node.set_line(none)
    return call


def _as_declared(context: FunctionContext) -> Type:
    checker = context.api
    assert isinstance(checker, TypeChecker)
    declared = get_proper_type(checker.type_context[-1])
    if isinstance(declared, UnionType) and any(isinstance(get_proper_type(item), NoneType) for item in declared.items):
        return declared
    return declared if isinstance(declared, Instance) and declared.type.fullname == "builtins.object" else NoneType()
