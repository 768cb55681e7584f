"""Classes that derive from `int`, `float`, `str`, `bytes` or `tuple`.

An object of such a class holds the value of its built-in base in an attribute, `HELD`, beside the attributes of its own. Where the built-in type is
wanted the value is taken out; what is taken out is no object of the class any more, so that may not happen where a method that the class
overrides would be missed (`overriding`).
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import MDEF, Decorator, FuncDef, OverloadedFuncDef, SymbolTableNode, TypeInfo, Var
from mypy.types import Instance, Type as MypyType

from yarara.compiler.written.written_methods import WrittenMethods

HELD = "_held_"
HELD_BASES = ("builtins.int", "builtins.float", "builtins.str", "builtins.bytes", "builtins.tuple")
NOT_OVERRIDING = ("__new__", "__init__", "__init_subclass__", "__class_getitem__", "__getnewargs__", "__doc__", "__slots__", "__module__", HELD)
LIBRARY = ("builtins", "typing", "collections.abc", "_typeshed", "abc")
PLAIN_OPERATIONS = {"builtins.str": ("__str__",), "builtins.bytes": ("__str__",)}
"""Where `str(x)` is not `repr(x)`."""


class ValueClasses:
    """All such classes of a program, but enumerations and named tuples, which have rules of their own."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written = written
        self.roots: dict[str, str] = {}  # the built-in base, by the name of the class that derives from it directly
        self._overriding: dict[str, str] = {}

    def complete(self) -> None:
        for info in list(self.written.classes()):
            base = next((base for base in info.bases if base.type.fullname in HELD_BASES), None)
            if base is not None and not info.is_enum and not info.is_newtype and not any("namedtuple" in above.metadata for above in info.mro) and info.module_name != "builtins":
                self._complete(info, base)

    def base_of(self, info: TypeInfo) -> str:
        """The full name of the built-in type whose value objects of a class hold; empty for any other class."""
        if not self.roots or info.fullname.startswith("builtins."):
            return ""
        return next((self.roots[above.fullname] for above in info.mro if above.fullname in self.roots), "")

    def overriding(self, info: TypeInfo, below: Callable[[TypeInfo], list[TypeInfo]]) -> str:
        """A method of the built-in base that objects of a class, or of one below it, have in another way; empty when there is none."""
        found = self._overriding.get(info.fullname)
        if found is None:
            owners = [above for cls in [info, *below(info)] for above in cls.mro if above.module_name not in LIBRARY]
            builtin = self.written.builtins[self.base_of(info).removeprefix("builtins.")].node
            assert isinstance(builtin, TypeInfo)
            found = self._overriding[info.fullname] = next((name for owner in owners for name in owner.names if self._overrides(owner, name, builtin)), "")
        return found

    @staticmethod
    def _overrides(owner: TypeInfo, name: str, builtin: TypeInfo) -> bool:
        entry = owner.names[name]
        return not entry.plugin_generated and name not in NOT_OVERRIDING and isinstance(entry.node, (FuncDef, Decorator, OverloadedFuncDef)) and builtin.get(name) is not None

    def _complete(self, info: TypeInfo, base: Instance) -> None:
        self.roots[info.fullname] = base.type.fullname
        kind: MypyType = info.tuple_type if base.type.fullname == "builtins.tuple" and info.tuple_type is not None else base
        variable = Var(HELD, kind)
        variable.info, variable._fullname = info, f"{info.fullname}.{HELD}"
        info.names[HELD] = SymbolTableNode(MDEF, variable, plugin_generated=True)
        self._methods(info, base.type.fullname)

    def _methods(self, info: TypeInfo, base: str) -> None:
        """What CPython's built-in types define on the value, as methods of the class."""
        text, truth, number, anything = (self.written.named_type(n) for n in ("str", "bool", "int", "object"))
        own = set(info.names)
        self._unless_defined(info, f"def __repr__(self):\n    return repr(self.{HELD})\n", text)
        if base in PLAIN_OPERATIONS:
            self._unless_defined(info, f"def __str__(self):\n    return str(self.{HELD})\n", text)
        if base in ("builtins.int", "builtins.float", "builtins.str"):
            self._unless_defined(info, f"def __format__(self, spec):\n    return format(self.{HELD}, spec) if spec != '' else str(self)\n", text, spec=text)
        if "__eq__" not in own:
            self._unless_defined(info, f"def __hash__(self):\n    return hash(self.{HELD})\n", number)
        self._unless_defined(info, f"def __eq__(self, other):\n    return self.{HELD} == other\n", truth, other=anything)
        if not self._defines(info, "__len__"):
            self._unless_defined(info, f"def __bool__(self):\n    return bool(self.{HELD})\n", truth)

    @staticmethod
    def _defines(info: TypeInfo, name: str) -> bool:
        return any(name in base.names for base in info.mro if not base.fullname.startswith(("builtins.", "typing.")))

    def _unless_defined(self, info: TypeInfo, source: str, result: MypyType, **parameters: MypyType) -> None:
        if not self._defines(info, source[4:source.index("(")]):
            self.written.method(info, source, parameters, result)
