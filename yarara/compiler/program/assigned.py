"""Which attributes and module variables surely have a value when they are read, so that reading them needs no check.

An attribute is safe when every `__init__` that may run assigns it, unconditionally, before other code can see the object. A module
variable is safe when the module assigns it, unconditionally, before it does anything that could run a function of the application.
"""

from __future__ import annotations

from mypy.nodes import (
    GDEF, AssertStmt, AssignmentStmt, Block, CallExpr, ClassDef, Decorator, DelStmt, Expression, ExpressionStmt, FuncDef, GlobalDecl, IfStmt, Import, ImportAll, ImportFrom,
    LambdaExpr, ListExpr, MemberExpr, MypyFile, NameExpr, Node, OverloadedFuncDef, PassStmt, RaiseStmt, RefExpr, ReturnStmt, StarExpr, Statement, StrExpr, SuperExpr,
    TempNode, TryStmt, TupleExpr, TypeInfo, Var, WithStmt,
)
from mypy.types import Instance, get_proper_type

from yarara.compiler.program.bare_objects import BareObjects
from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.walk import walk


def targets_of(target: Expression) -> list[Expression]:
    """The names, attributes and subscripts in a target of an assignment."""
    if isinstance(target, (TupleExpr, ListExpr)):
        return [inner for item in target.items for inner in targets_of(item)]
    return targets_of(target.expr) if isinstance(target, StarExpr) else [target]


def deleted(typed: TypedProgram) -> tuple[set[str], set[Var]]:
    """The names of attributes, and the variables of modules, that the application deletes."""
    attributes: set[str] = set()
    variables: set[Var] = set()

    def enter(node: Node) -> bool:
        for target in targets_of(node.expr) if isinstance(node, DelStmt) else []:
            if isinstance(target, MemberExpr):
                attributes.add(target.name)
            elif isinstance(target, NameExpr) and target.kind == GDEF and isinstance(target.node, Var):
                variables.add(target.node)
        return True

    for name in typed.application:
        for statement in typed.modules[name].defs:
            walk(statement, enter)
    return attributes, variables


# -- attributes --------------------------------------------------------------------------------------------------------

def _lets_out(receiver: Var, done: set[str], expression: Node) -> bool:
    """Whether an expression lets other code see `self`, or reads an attribute that has no value yet."""
    found = False

    def enter(node: Node) -> bool:
        nonlocal found
        if isinstance(node, MemberExpr) and isinstance(node.expr, NameExpr) and node.expr.node is receiver:
            found = found or node.name not in done
            return False
        if isinstance(node, SuperExpr) or isinstance(node, NameExpr) and node.node is receiver:
            found = True
        return not found

    walk(expression, enter)
    return found


class _Initialiser:
    """Goes through one `__init__`, defined in `home`, of an object of class `info` until the object escapes."""

    def __init__(self, attributes: Attributes, info: TypeInfo, home: TypeInfo, node: FuncDef) -> None:
        self.attributes, self.info, self.home, self.node = attributes, info, home, node
        self.done: set[str] = set()
        self.escaped = not node.arguments
        self.left = False  # by return or raise

    def uses(self, *expressions: Expression | None) -> None:
        receiver = self.node.arguments[0].variable
        if any(e is not None and _lets_out(receiver, self.done, e) for e in expressions):
            self.escaped = True

    def block(self, statements: list[Statement]) -> None:
        for statement in statements:
            if self.escaped or self.left:
                return
            self.statement(statement)

    def statement(self, s: Statement) -> None:
        if isinstance(s, AssignmentStmt):
            if not isinstance(s.rvalue, TempNode):
                self._assignment(s)
        elif isinstance(s, ExpressionStmt):
            self._expression(s.expr)
        elif isinstance(s, IfStmt):
            self._if(s)
        elif isinstance(s, WithStmt):
            self.uses(*s.expr, *s.target)
            self._perhaps(s.body)
        elif isinstance(s, (ReturnStmt, RaiseStmt)):
            self.uses(s.expr)
            self.left = True
        elif isinstance(s, AssertStmt):
            self.uses(s.expr, s.msg)
        elif not isinstance(s, (PassStmt, GlobalDecl)):
            self.escaped = _lets_out(self.node.arguments[0].variable, self.done, s)

    def _assignment(self, s: AssignmentStmt) -> None:
        self.uses(s.rvalue)
        for target in (inner for lvalue in s.lvalues for inner in targets_of(lvalue)):
            if isinstance(target, MemberExpr) and isinstance(target.expr, NameExpr) and target.expr.node is self.node.arguments[0].variable:
                entry = self.info.get(target.name)
                if entry is not None and (not isinstance(entry.node, Var) or entry.node.is_classvar):  # a property or descriptor
                    self.escaped = True
                elif not self.escaped:
                    self.done.add(target.name)
            else:
                self.uses(target)

    def _expression(self, e: Expression) -> None:
        if isinstance(e, CallExpr) and isinstance(e.callee, SuperExpr) and e.callee.name == "__init__":
            home = self._start_of_super(e.callee)
            if home is not None:
                self._initialise_base(e.args, self.attributes.after(self.info, home))
                return
        base = self._explicit_base(e)
        if base is not None and isinstance(e, CallExpr):
            self._initialise_base(e.args[1:], self.attributes.initialised(self.info, base))
            return
        if not isinstance(e, StrExpr):
            self.uses(e)

    def _initialise_base(self, arguments: list[Expression], base: tuple[set[str], bool]) -> None:
        self.uses(*arguments)
        if not self.escaped:
            self.done |= base[0]
            self.escaped = base[1]

    def _start_of_super(self, e: SuperExpr) -> TypeInfo | None:
        """The class behind which `super()`, or `super(Class, self)`, begins to look."""
        if not e.call.args:
            return self.home
        named, receiver = e.call.args[0], e.call.args[-1]
        of_self = isinstance(receiver, NameExpr) and receiver.node is self.node.arguments[0].variable
        return named.node if of_self and isinstance(named, NameExpr) and isinstance(named.node, TypeInfo) and named.node in self.info.mro else None

    def _explicit_base(self, e: Expression) -> TypeInfo | None:
        """The class in `Base.__init__(self, ...)`."""
        if isinstance(e, CallExpr) and isinstance(e.callee, MemberExpr) and e.callee.name == "__init__" and isinstance(e.callee.expr, NameExpr) and e.args:
            base, receiver = e.callee.expr.node, e.args[0]
            if isinstance(base, TypeInfo) and base in self.info.mro and isinstance(receiver, NameExpr) and receiver.node is self.node.arguments[0].variable:
                return base
        return None

    def _perhaps(self, block: Block) -> None:
        before = set(self.done)
        self.block(block.body)
        self.left = False
        self.done = before

    def _if(self, s: IfStmt) -> None:
        self.uses(*s.expr)
        before = set(self.done)
        ends: list[set[str]] = []
        for branch in [*s.body, *([s.else_body] if s.else_body is not None else [])]:
            self.done = set(before)
            self.block(branch.body)
            if not self.left:
                ends.append(self.done)
            self.left = False
        if s.else_body is None:
            ends.append(before)
        self.left = not ends
        self.done = set.intersection(*ends) if ends else before


class Attributes:
    """Answers for all classes of a program."""

    def __init__(self, descendants: dict[str, list[TypeInfo]], bare_objects: BareObjects) -> None:
        self._descendants, self._bare_objects = descendants, bare_objects
        self._known: dict[tuple[str, str], tuple[set[str], bool]] = {}

    def initialised(self, info: TypeInfo, start: TypeInfo | None = None) -> tuple[set[str], bool]:
        """The attributes that constructing an object of just this class assigns, and whether the object escapes meanwhile.

        `start`: beginning with the `__init__` of this class.
        """
        first = start or info
        key = (info.fullname, first.fullname)
        found = self._known.get(key)
        if found is None:
            self._known[key] = (set(), True)  # of a class that is its own base: nothing
            found = self._known[key] = self._analyse(info, first)
        return found

    def after(self, info: TypeInfo, home: TypeInfo) -> tuple[set[str], bool]:
        """What `super().__init__()` in a method of `home` assigns."""
        position = info.mro.index(home) + 1
        return self.initialised(info, info.mro[position]) if position < len(info.mro) else (set(), False)

    def _analyse(self, info: TypeInfo, first: TypeInfo) -> tuple[set[str], bool]:
        for home in info.mro[info.mro.index(first):]:
            entry = home.names.get("__init__")
            node = entry.node if entry is not None else None
            if isinstance(node, FuncDef):
                initialiser = _Initialiser(self, info, home, node)
                initialiser.block(node.body.body)
                return initialiser.done, initialiser.escaped
            if node is not None:
                return set(), True
        return set(), False

    def always(self, info: TypeInfo, name: str) -> bool:
        """Whether every object of this class and of those below it has this attribute as soon as it can be seen."""
        classes = [info]
        for cls in classes:
            classes += self._descendants.get(cls.fullname, [])
        return all(name in self.initialised(cls)[0] and not self._bare_objects.has(cls) for cls in classes)


# -- module variables --------------------------------------------------------------------------------------------------

def _runs_application(typed: TypedProgram, variable: Var | None, part: Node) -> bool:
    """Whether a statement may run code of the application, or reads the variable."""
    found = False

    def enter(node: Node) -> bool:
        nonlocal found
        if isinstance(node, RefExpr):
            found = found or variable is not None and node.node is variable or _is_code(typed, node)
        if isinstance(node, MemberExpr):
            proper = get_proper_type(typed.types.get(node.expr))
            found = found or isinstance(proper, Instance) and proper.type.module_name in typed.application
        if isinstance(node, LambdaExpr):
            found = True
        return not found

    walk(part, enter)
    return found


def _is_code(typed: TypedProgram, reference: RefExpr) -> bool:
    module = reference.fullname
    while module and module not in typed.modules:
        module = module.rpartition(".")[0]
    return module in typed.application and isinstance(reference.node, (FuncDef, Decorator, OverloadedFuncDef, TypeInfo))


def _assigns(s: Statement, variable: Var) -> bool:
    """Whether a statement surely gives the variable a value."""
    if isinstance(s, AssignmentStmt):
        return not isinstance(s.rvalue, TempNode) and any(isinstance(t, NameExpr) and t.node is variable for lvalue in s.lvalues for t in targets_of(lvalue))
    if isinstance(s, IfStmt):
        return s.else_body is not None and all(any(_assigns(inner, variable) for inner in block.body) for block in [*s.body, s.else_body])
    if isinstance(s, TryStmt):
        return s.finally_body is not None and any(_assigns(inner, variable) for inner in s.finally_body.body)
    return False


def _imports(typed: TypedProgram, module: MypyFile) -> set[str]:
    found: set[str] = set()
    for s in module.imports:
        if isinstance(s, Import):
            found |= {name for name, _ in s.ids}
        elif isinstance(s, (ImportFrom, ImportAll)):
            found.add(s.id)
            if isinstance(s, ImportFrom):
                found |= {f"{s.id}.{name}" for name, _ in s.names}
            if s.relative:
                return typed.application
    return found & typed.application


def _imported_again(typed: TypedProgram, module: str, by: set[str]) -> bool:
    """Whether one of these modules imports `module`, perhaps through others."""
    seen: set[str] = set()
    todo = list(by)
    while todo:
        name = todo.pop()
        if name == module:
            return True
        if name not in seen and name in typed.modules:
            seen.add(name)
            todo += _imports(typed, typed.modules[name])
    return False


def is_assigned_first(typed: TypedProgram, module: MypyFile, variable: Var) -> bool:
    """Whether a module variable has its value before any function of the application may read it."""
    for s in module.defs:
        if _assigns(s, variable):
            part = s.rvalue if isinstance(s, AssignmentStmt) else s
            return not _runs_application(typed, variable if isinstance(s, AssignmentStmt) else None, part)
        if _may_run(typed, module, variable, s):
            return False
    return False


def _may_run(typed: TypedProgram, module: MypyFile, variable: Var, s: Statement) -> bool:
    """Whether a top-level statement before the assignment may come to read the variable."""
    if isinstance(s, (FuncDef, Decorator, OverloadedFuncDef, PassStmt)):
        return False
    if isinstance(s, ImportFrom):
        return s.relative > 0 or _imported_again(typed, module.fullname, {s.id, *(f"{s.id}.{name}" for name, _ in s.names)} & typed.application)
    if isinstance(s, ImportAll):
        return s.relative > 0 or _imported_again(typed, module.fullname, {s.id} & typed.application)
    if isinstance(s, Import):
        return _imported_again(typed, module.fullname, {name for name, _ in s.ids} & typed.application)
    if isinstance(s, ClassDef):
        return any(_may_run(typed, module, variable, inner) for inner in s.defs.body)
    return _runs_application(typed, variable, s)
