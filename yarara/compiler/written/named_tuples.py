"""`typing.NamedTuple`: classes whose objects are tuples with names.

Objects have a field for each item; where a tuple is wanted (unpacking, an index, a comparison) the items are put side by side.
"""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, Decorator, EllipsisExpr, FuncDef, NameExpr, OverloadedFuncDef, TempNode, TypeInfo, Var
from mypy.types import AnyType, NoneType, Type as MypyType, TypeOfAny
from mypy.typevars import fill_typevars

from yarara.compiler.written.written_methods import WrittenMethods


class NamedTuples:
    """All named tuples of a program that are written as classes."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written = written
        self.fields: dict[str, list[str]] = {}

    def complete(self) -> None:
        for info in [*self.written.classes(), *self._called()]:
            if "namedtuple" in info.metadata and info.fullname not in self.fields:
                self._complete(info)

    def _called(self) -> list[TypeInfo]:
        """Those that modules make by a call: `Point = NamedTuple("Point", [("x", int)])`, or as the base of a class."""
        modules = self.written.typed.modules
        nodes = [entry.node for name in self.written.typed.application for entry in modules[name].names.values()]
        bases = [above for info in self.written.classes() for above in info.mro[1:]]
        return [info for info in [*nodes, *bases] if isinstance(info, TypeInfo)]

    def of(self, info: TypeInfo) -> list[str] | None:
        """The names of the fields, also for a class derived from a named tuple."""
        if info.tuple_type is None:
            return None
        return next((self.fields[base.fullname] for base in info.mro if base.fullname in self.fields), None)

    def _complete(self, info: TypeInfo) -> None:
        names = list(info.metadata["namedtuple"]["fields"])
        self.fields[info.fullname] = names
        self._keep_only(info, names)
        self._init(info, names)
        self._methods(info, names)

    @staticmethod
    def _keep_only(info: TypeInfo, names: list[str]) -> None:
        """Fields are plain attributes; what mypy declared for every named tuple goes."""
        for name, entry in list(info.names.items()):
            node = entry.node
            if name in names and isinstance(node, Var):
                node.is_property = node.is_initialized_in_class = False
            elif isinstance(node, Var) and (name.startswith("_")) or name in MADE or not isinstance(node, (Var, FuncDef, Decorator, OverloadedFuncDef, TypeInfo)):
                del info.names[name]

    def _init(self, info: TypeInfo, names: list[str]) -> None:
        kinds: dict[str, MypyType] = {}
        for name in names:
            node = info.names[name].node
            assert isinstance(node, Var) and node.type is not None
            kinds[name] = node.type
        assigned = "".join(f"    self.{name} = {name}\n" for name in names) or "    pass\n"
        defaults = self._defaults(info, names)
        heading = ", ".join(["self", *(f"{name}=..." if name in defaults else name for name in names)])
        function = self.written.method(info, f"def __init__({heading}):\n{assigned}", kinds, NoneType())
        for argument in function.arguments:
            if isinstance(argument.initializer, EllipsisExpr):
                argument.initializer = defaults[argument.variable.name].rvalue
        for statement in defaults.values():
            statement.rvalue = TempNode(AnyType(TypeOfAny.special_form))

    @staticmethod
    def _defaults(info: TypeInfo, names: list[str]) -> dict[str, AssignmentStmt]:
        found: dict[str, AssignmentStmt] = {}
        for statement in info.defn.defs.body:
            if isinstance(statement, AssignmentStmt) and isinstance(statement.lvalues[0], NameExpr) and statement.lvalues[0].name in names:
                if not isinstance(statement.rvalue, TempNode):
                    found[statement.lvalues[0].name] = statement
        return found

    def _methods(self, info: TypeInfo, names: list[str]) -> None:
        shown = ", ".join(f"{name}={{self.{name}!r}}" for name in names)
        text, truth, number = (self.written.named_type(n) for n in ("str", "bool", "int"))
        if "__repr__" not in info.names:
            self.written.method(info, f"def __repr__(self):\n    return f'{{self.__class__.__name__}}({shown})'\n", {}, text)
        if "__eq__" not in info.names:
            same = " and ".join(f"self.{name} == other.{name}" for name in names) or "True"
            self.written.method(
                info, f"def __eq__(self, other):\n    if isinstance(other, Same):\n        return {same}\n    return NotImplemented\n",
                {"other": self.written.named_type("object")}, truth, {"Same": info}, {"other": fill_typevars(info)},
            )
        if "__hash__" not in info.names:
            items = "".join(f"self.{name}, " for name in names)
            self.written.method(info, f"def __hash__(self):\n    return hash(({items.strip()}))\n", {}, number)


MADE = ("__new__", "_asdict", "_make", "_replace", "__mypy-replace", "__replace__")
