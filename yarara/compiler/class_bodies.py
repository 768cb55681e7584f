"""`RED, GREEN = 1, 2` in the body of a class, taken apart into one assignment for each name before anything looks at the attributes of classes."""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, CallExpr, Expression, IntExpr, ListExpr, NameExpr, Node, RefExpr, StarExpr, Statement, TupleExpr

from yarara.compiler.walk import walk
from yarara.compiler.written_methods import WrittenMethods


def take_apart(written: WrittenMethods) -> None:
    """For all classes of the application."""
    for info in list(written.classes()):
        if info.module_name in written.typed.application:
            body = info.defn.defs.body
            info.defn.defs.body = [part for statement in body for part in _parts(statement, written)]


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
