"""Methods that Python makes for a class, written as Python source and put into mypy's trees after the program is checked.

`dataclasses`, `enum` and named tuples make methods while a program runs. Here each is a few lines of source, parsed by mypy's own parser;
its names are bound to parameters, to nodes that the caller gives, or to built-in names, and from then on it is a method like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mypy.errors import Errors
from mypy.fastparse import parse
from mypy.nodes import (
    LDEF, MDEF, AssignmentStmt, ClassDef, Expression, ForStmt, FuncDef, MemberExpr, MypyFile, NameExpr, Node, Statement, SymbolNode, SymbolTableNode, TypeInfo, Var,
)
from mypy.options import Options
from mypy.types import CallableType, Instance, Type as MypyType
from mypy.typevars import fill_typevars

from yarara.compiler.frontend.module_assignments import forget_scans
from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.walk import children, walk


class WrittenMethods:
    """Adds methods to the classes of one program."""

    def __init__(self, typed: TypedProgram) -> None:
        forget_scans()
        self.typed = typed
        self.builtins = typed.modules["builtins"].names
        self.made: set[FuncDef] = set()
        self._classes: dict[str, list[TypeInfo]] = {}
        self._qualified: dict[TypeInfo, str] = {}
        self._options = Options()
        self._options.python_version = (3, 11)

    def named_type(self, name: str, *arguments: MypyType) -> Instance:
        """A type of the `builtins` module."""
        info = self.builtins[name].node
        assert isinstance(info, TypeInfo)
        return Instance(info, list(arguments))

    def classes(self) -> Iterator[TypeInfo]:
        """All classes of the program and its library, in the order of the source: those inside other statements and functions too, which the library does not have."""
        for name, module in self.typed.modules.items():
            if not module.is_stub:
                yield from self._application_classes(name, module) if name in self.typed.application else _classes_of(module.defs)

    def _application_classes(self, name: str, module: MypyFile) -> list[TypeInfo]:
        if name not in self._classes:
            self._classes[name] = []
            for statement in module.defs:
                self._note_classes(statement, "", self._classes[name])
        return self._classes[name]

    def _note_classes(self, node: Node, outside: str, found: list[TypeInfo]) -> None:
        if isinstance(node, Expression):
            return
        if isinstance(node, ClassDef) and node.info:
            found.append(node.info)
            self._qualified[node.info] = outside + node.name
            outside += f"{node.name}."
        elif isinstance(node, FuncDef):
            outside += f"{node.name}.<locals>."
        for child in children(node):
            self._note_classes(child, outside, found)

    def qualified_name(self, info: TypeInfo) -> str:
        """`__qualname__` of a class."""
        return self._qualified.get(info) or info.fullname.removeprefix(f"{info.module_name}.")

    def method(
        self, info: TypeInfo, source: str, parameters: Mapping[str, MypyType], result: MypyType, names: Mapping[str, SymbolNode] | None = None,
        narrowed: Mapping[str, MypyType] | None = None,
    ) -> FuncDef:
        """A new method from source. `parameters` are the types of those after `self`; a parameter of type `object` is `narrowed` where its attributes are used."""
        function = self.parsed(source)
        self.made.add(function)
        kinds = [fill_typevars(info), *(parameters[a.variable.name] for a in function.arguments[1:])]
        function.type = CallableType(
            list(kinds), [a.kind for a in function.arguments], [a.variable.name for a in function.arguments], result, self.named_type("function"), function.name,
        )
        for argument, kind in zip(function.arguments, kinds):
            argument.variable.type = kind
        self.bind(function, names or {}, narrowed or {})
        self.add(info, function)
        return function

    def body(self, function: FuncDef, source: str, names: Mapping[str, SymbolNode]) -> None:
        """Give a method that mypy declared its body."""
        written = self.parsed(source)
        self.made.add(function)
        function.body = written.body
        for argument in function.arguments:
            argument.variable.is_inferred = False
        self.bind(function, names, {})

    def parsed(self, source: str) -> FuncDef:
        """A function from source; its names mean nothing yet."""
        tree = parse(source, "<made>", None, Errors(self._options), self._options)
        found = tree.defs[0]
        assert isinstance(found, FuncDef)
        return found

    def add(self, info: TypeInfo, function: FuncDef) -> None:
        """Put a method into its class."""
        function.info = info
        function._fullname = f"{info.fullname}.{function.name}"
        info.names[function.name] = SymbolTableNode(MDEF, function, plugin_generated=True)
        if function not in info.defn.defs.body:
            info.defn.defs.body.append(function)

    def bind(self, function: FuncDef, names: Mapping[str, SymbolNode], narrowed: Mapping[str, MypyType]) -> None:
        """Let each name in a function's body mean its node."""
        info = function.info or None
        local = {argument.variable.name: argument.variable for argument in function.arguments}
        function.set_line(info.defn.line if info else function.line, 0, info.defn.line if info else None, 0)

        def enter(node: Node) -> bool:
            node.set_line(function.line, 0)
            if isinstance(node, AssignmentStmt):
                _declare(node.lvalues[0], local)
            elif isinstance(node, ForStmt):
                _declare(node.index, local)
            if isinstance(node, NameExpr):
                self._name(node, local, names)
            return True

        walk(function.body, enter)
        for name, kind in narrowed.items():
            self._narrow(function, name, kind)

    def _narrow(self, function: FuncDef, name: str, kind: MypyType) -> None:
        def enter(node: Node) -> bool:
            if isinstance(node, MemberExpr) and isinstance(node.expr, NameExpr) and node.expr.name == name:
                self.typed.types[node.expr] = kind
            return True

        walk(function.body, enter)

    def _name(self, node: NameExpr, local: dict[str, Var], names: Mapping[str, SymbolNode]) -> None:
        if node.name in local:
            node.node, node.kind, node._fullname = local[node.name], LDEF, node.name
            kind = local[node.name].type
            if kind is not None:
                self.typed.types[node] = kind
            return
        found = names.get(node.name)
        if found is None:
            found = self.builtins[node.name].node
        node.node = found
        node._fullname = found.fullname if found is not None else ""


def _declare(target: Expression, local: dict[str, Var]) -> None:
    if isinstance(target, NameExpr) and target.name not in local:
        local[target.name] = variable = Var(target.name)
        variable._fullname = target.name
        variable.is_inferred = True


def _classes_of(statements: list[Statement]) -> Iterator[TypeInfo]:
    for statement in statements:
        if isinstance(statement, ClassDef) and statement.info:
            yield statement.info
            yield from _classes_of(statement.defs.body)
