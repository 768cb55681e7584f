"""Where the variables of a module, and the attributes of objects, are assigned."""

from __future__ import annotations

from mypy.nodes import (
    AssignmentStmt, Block, ClassDef, Decorator, Expression, ForStmt, FuncDef, IfStmt, ListExpr, MatchStmt, MemberExpr, MypyFile, NameExpr, Node,
    OperatorAssignmentStmt, OverloadedFuncDef, RefExpr, Statement, TryStmt, TupleExpr, TypeInfo, Var, WhileStmt, WithStmt,
)
from mypy.patterns import Pattern

from yarara.compiler.walk import walk


class Assignments:
    """Counts what each name of a module is assigned to, also through `global`."""

    def __init__(self) -> None:
        self.values: dict[Var, list[Expression | None]] = {}
        self.attributes: list[tuple[MemberExpr, FuncDef | None]] = []
        """With the function around the assignment, the outermost one."""
        self.function: FuncDef | None = None
        self.inherited: set[tuple[str, str]] = set()  # attributes assigned through the name of a class that has none of its own
        self.of_classes: set[Var] = set()  # those assigned through the name of a class

    def target(self, target: Expression, value: Expression | None) -> None:
        if isinstance(target, (TupleExpr, ListExpr)):
            for item in target.items:
                self.target(item, None)
        elif isinstance(target, NameExpr) and isinstance(target.node, Var):
            self.values.setdefault(target.node, []).append(value)
        elif isinstance(target, MemberExpr):
            owner = target.expr.node if isinstance(target.expr, RefExpr) else None
            if isinstance(owner, TypeInfo):
                entry = owner.get(target.name)
                if entry is not None and isinstance(entry.node, Var):
                    self.values.setdefault(entry.node, []).append(None)
                    self.of_classes.add(entry.node)
                    if target.name not in owner.names:
                        self.inherited.add((owner.fullname, target.name))
                return
            self.attributes.append((target, self.function))
            if isinstance(target.node, Var):
                self.values.setdefault(target.node, []).append(None)

    def block(self, statements: list[Statement]) -> None:
        for statement in statements:
            self.statement(statement)

    def statement(self, s: Statement) -> None:
        """One statement and everything inside it."""
        function = s.func if isinstance(s, Decorator) else s
        if self.function is None and isinstance(function, FuncDef):
            self.function = function
            self._inside(s)
            self.function = None
        else:
            self._inside(s)

    def _inside(self, s: Statement) -> None:
        if isinstance(s, AssignmentStmt):
            for target in s.lvalues:
                self.target(target, s.rvalue)
        elif isinstance(s, OperatorAssignmentStmt):
            self.target(s.lvalue, None)
        elif isinstance(s, IfStmt):
            for body in s.body:
                self.block(body.body)
        elif isinstance(s, ForStmt):
            self.target(s.index, None)
        elif isinstance(s, WithStmt):
            for item in s.target:
                if item is not None:
                    self.target(item, None)
        elif isinstance(s, TryStmt):
            for handler, variable in zip(s.handlers, s.vars):
                if variable is not None:
                    self.target(variable, None)
                self.block(handler.body)
            if s.finally_body is not None:
                self.block(s.finally_body.body)
        elif isinstance(s, MatchStmt):
            self._match(s)
        elif isinstance(s, ClassDef):
            self.block(s.defs.body)
        elif isinstance(s, Decorator):
            self.block(s.func.body.body)
        elif isinstance(s, OverloadedFuncDef):
            self.block(list(s.items))
        elif isinstance(s, Block):
            self.block(s.body)
        if isinstance(s, (ForStmt, WhileStmt, WithStmt, TryStmt, FuncDef)):
            self.block(s.body.body)
        if isinstance(s, (IfStmt, ForStmt, WhileStmt, TryStmt)) and s.else_body is not None:
            self.block(s.else_body.body)

    def _match(self, s: MatchStmt) -> None:
        """The names that patterns bind, and the bodies."""
        def enter(node: Node) -> bool:
            for name in (getattr(node, "capture", None), getattr(node, "rest", None), getattr(node, "name", None)):
                if isinstance(node, Pattern) and isinstance(name, NameExpr):
                    self.target(name, None)
            return isinstance(node, Pattern)

        for pattern in s.patterns:
            walk(pattern, enter)
        for body in s.bodies:
            self.block(body.body)


_scans: dict[MypyFile, Assignments] = {}


def assignments_of(module: MypyFile) -> Assignments:
    """The assignments of a module, also those inside its functions."""
    found = _scans.get(module)
    if found is None:
        found = Assignments()
        found.block(module.defs)
        _scans[module] = found
    return found


def forget_scans() -> None:
    """The trees have changed, or are of another program."""
    _scans.clear()


def assigned_once(module: MypyFile, variable: Var) -> Expression | None:
    """What a variable of a module is assigned, if that happens at one place of the module."""
    found = assignments_of(module).values.get(variable, [])
    return found[0] if len(found) == 1 else None
