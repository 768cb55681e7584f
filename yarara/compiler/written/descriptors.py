"""Descriptors of one's own: attributes of a class whose objects have `__get__`, `__set__` or `__delete__`.

Which attributes are descriptors is known from their types. Reading, assigning and deleting such an attribute of an object is a call of the method,
and `__set_name__` is called where the class statement runs.
"""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, NameExpr, TempNode, TypeInfo, Var
from mypy.types import Instance, get_proper_type

from yarara.compiler.diagnostics import Unsupported
from yarara.compiler.written.written_methods import WrittenMethods

METHODS = ("__get__", "__set__", "__delete__")


class Descriptors:
    """All descriptors of a program."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written, self.typed = written, written.typed
        self.found: dict[Var, TypeInfo] = {}

    def complete(self) -> None:
        for info in self.written.classes():
            if info.module_name in self.typed.application:
                self._of_class(info)

    def of(self, node: object) -> TypeInfo | None:
        """The class of the descriptor that an attribute is, if it is one."""
        return self.found.get(node) if isinstance(node, Var) else None

    def named(self, info: TypeInfo) -> list[Var]:
        """The attributes whose objects want to know their names, in the order of the source."""
        variables = [entry.node for entry in info.names.values()]
        return [node for node in variables if isinstance(node, Var) and self._kind(node, ("__set_name__",)) is not None and node.is_classvar]

    def _of_class(self, info: TypeInfo) -> None:
        for statement in info.defn.defs.body:
            if not isinstance(statement, AssignmentStmt) or isinstance(statement.rvalue, TempNode):
                continue
            for target in statement.lvalues:
                node = target.node if isinstance(target, NameExpr) else None
                kind = self._kind(node, (*METHODS, "__set_name__")) if isinstance(node, Var) else None
                if kind is None or not isinstance(node, Var) or node.info is not info:
                    continue
                if "dataclass" in info.metadata and statement.unanalyzed_type is not None and not node.is_classvar:
                    error = Unsupported("a descriptor as a field of a dataclass is not supported", statement, "write __init__")
                    error.path = self.typed.modules[info.module_name].path
                    raise error
                node.is_classvar = True
                if self._kind(node, METHODS) is not None:
                    self.found[node] = kind

    def _kind(self, node: Var, methods: tuple[str, ...]) -> TypeInfo | None:
        proper = get_proper_type(node.type)
        if not isinstance(proper, Instance) or proper.type.module_name not in self.typed.application:
            return None
        return proper.type if any(proper.type.get(name) is not None for name in methods) else None
