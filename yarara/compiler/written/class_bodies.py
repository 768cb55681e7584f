"""Statements in the body of a class, before anything looks at the attributes of classes.

`RED, GREEN = 1, 2` is taken apart into one assignment for each name, and an `if` that is decided while compiling into the part of it that runs.
Other statements run where the class is made, if they leave no doubt which attributes there are (`may_stand_in_class`).
"""

from __future__ import annotations

from mypy.nodes import (
    AssignmentStmt, CallExpr, ClassDef, Decorator, DelStmt, Expression, ForStmt, FuncDef, IfStmt, IntExpr, LambdaExpr, ListExpr, NameExpr, Node, OperatorAssignmentStmt,
    OverloadedFuncDef, RefExpr, StarExpr, Statement, TempNode, TupleExpr, WhileStmt,
)

from yarara.compiler.walk import walk
from yarara.compiler.written.written_methods import WrittenMethods


def take_apart(written: WrittenMethods) -> None:
    """For all classes of the application."""
    for info in list(written.classes()):
        if info.module_name in written.typed.application:
            body = info.defn.defs.body
            info.defn.defs.body = [part for chosen in body for statement in _decided(chosen) for part in _parts(statement, written)]


def _decided(s: Statement) -> list[Statement]:
    """The statements of an `if` that surely run; any other statement as it is."""
    if not isinstance(s, IfStmt):
        return [s]
    for condition, block in zip(s.expr, s.body):
        only_for_types = isinstance(condition, RefExpr) and condition.fullname == "typing.TYPE_CHECKING"
        if not only_for_types and not block.is_unreachable:
            sure = s.else_body is not None and s.else_body.is_unreachable
            return [part for statement in block.body for part in _decided(statement)] if sure else [s]
    return [part for statement in (s.else_body.body if s.else_body is not None else []) for part in _decided(statement)]


def may_stand_in_class(definition: ClassDef, s: Statement) -> bool:
    """Whether a loop or another compound statement may run in the body of a class: it makes no methods, and every name that it may
    assign has a value before or in each of its branches, but for the variables of loops."""
    if not isinstance(s, (ForStmt, IfStmt, WhileStmt, OperatorAssignmentStmt)) or definition.type_vars or "dataclass" in definition.info.metadata or definition.info.is_enum:
        return False
    before = {name for statement in definition.defs.body[:definition.defs.body.index(s)] for name in _surely(statement)}
    return _has_no_definitions(s) and _assigned(s) <= before | _surely(s)


def _has_no_definitions(s: Statement) -> bool:
    found = False

    def enter(node: Node) -> bool:
        nonlocal found
        found = found or isinstance(node, (FuncDef, Decorator, OverloadedFuncDef, ClassDef, LambdaExpr, DelStmt))
        return not found

    walk(s, enter)
    return not found


def _assigned(s: Statement) -> set[str]:
    """The names that a statement may assign."""
    found: set[str] = set()

    def enter(node: Node) -> bool:
        if isinstance(node, AssignmentStmt):
            found.update(target.name for target in node.lvalues if isinstance(target, NameExpr))
        elif isinstance(node, OperatorAssignmentStmt) and isinstance(node.lvalue, NameExpr):
            found.add(node.lvalue.name)
        return True

    walk(s, enter)
    return found


def _surely(s: Statement) -> set[str]:
    """Those that have a value after it."""
    if isinstance(s, AssignmentStmt):
        return {target.name for target in s.lvalues if isinstance(target, NameExpr) and not isinstance(s.rvalue, TempNode)}
    if isinstance(s, IfStmt) and s.else_body is not None:
        return set.intersection(*({name for inner in block.body for name in _surely(inner)} for block in [*s.body, s.else_body]))
    return set()


def _parts(s: Statement, written: WrittenMethods) -> list[Statement]:
    """The assignments that a statement is made of; any other statement as it is."""
    if not isinstance(s, AssignmentStmt) or len(s.lvalues) != 1 or not isinstance(s.lvalues[0], (TupleExpr, ListExpr)):
        return [s]
    targets = s.lvalues[0].items
    values = s.rvalue.items if isinstance(s.rvalue, (TupleExpr, ListExpr)) else _numbers(s.rvalue, written)
    names = {target.name for target in targets if isinstance(target, NameExpr)}
    if len(names) != len(targets) or len(values) != len(targets) or any(isinstance(value, StarExpr) or _mentions(value, names) for value in values):
        return [s]
    return [_assignment(target, value, s) for target, value in zip(targets, values)]


def _assignment(target: Expression, value: Expression, whole: AssignmentStmt) -> AssignmentStmt:
    made = AssignmentStmt([target], value)
    made.set_line(whole)
    return made


def _numbers(e: Expression, written: WrittenMethods) -> list[Expression]:
    """The numbers of `range(3)`."""
    if not isinstance(e, CallExpr) or not isinstance(e.callee, RefExpr) or e.callee.fullname != "builtins.range":
        return []
    bounds = [argument.value for argument in e.args if isinstance(argument, IntExpr)]
    if len(bounds) != len(e.args) or not bounds or bounds[2:] == [0] or len(range(*bounds)) > 1000:
        return []
    found: list[Expression] = []
    for number in range(*bounds):
        made = IntExpr(number)
        made.set_line(e)
        written.typed.types[made] = written.named_type("int")
        found.append(made)
    return found


def _mentions(value: Expression, names: set[str]) -> bool:
    """Whether a value reads one of the names: all values are computed before the first is assigned."""
    found = False

    def enter(node: Node) -> bool:
        nonlocal found
        found = found or isinstance(node, NameExpr) and node.name in names
        return not found

    walk(value, enter)
    return found
