"""Classes whose objects may be seen before any `__init__` has run: those that the program gives to `__new__` itself.

Nothing is known of the attributes of such an object, so reading them is checked.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, MemberExpr, Node, SuperExpr, TypeInfo
from mypy.types import CallableType, Instance, Overloaded, TypeType, TypeVarType
from mypy.types import Type as MypyType
from mypy.types import get_proper_type

from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.walk import walk

DECIDING = {"__setattr__", "__delattr__"}


class BareObjects:
    """The classes named in `object.__new__(Class)`, `super().__new__(cls)` and its like; all, where one such call does not say which."""

    def __init__(self, typed: TypedProgram) -> None:
        self._typed = typed
        self._classes: set[TypeInfo] = set()
        self._of_all = False
        if typed.mentions(rb"__new__"):
            for name in typed.application:
                for statement in typed.modules[name].defs:
                    walk(statement, self._enter)

    def has(self, info: TypeInfo) -> bool:
        """Whether an object of just this class may have been made so, or has methods that decide which attributes it gets."""
        return self._of_all or not self._classes.isdisjoint(info.mro) or any(at.fullname != "builtins.object" and not DECIDING.isdisjoint(at.names) for at in info.mro)

    def _enter(self, node: Node) -> bool:
        if isinstance(node, CallExpr) and isinstance(node.callee, (MemberExpr, SuperExpr)) and node.callee.name == "__new__" and node.args:
            made = _class_meant(self._typed.types.get(node.args[0]))
            if made is None:
                self._of_all = True
            else:
                self._classes.add(made)
        return True


def _class_meant(kind: MypyType | None) -> TypeInfo | None:
    """The class of the objects that a class of this type makes; None if it may be any."""
    proper = get_proper_type(kind)
    if isinstance(proper, Overloaded):
        proper = proper.items[0]
    if isinstance(proper, CallableType) and proper.is_type_obj():
        return proper.type_object()
    inner = proper.item if isinstance(proper, TypeType) else None
    if isinstance(inner, TypeVarType):
        inner = get_proper_type(inner.upper_bound)
    return inner.type if isinstance(inner, Instance) and inner.type.fullname != "builtins.object" else None
