"""Which classes have to be asked whether they equal None: those of the program whose own `__eq__` takes anything."""

from __future__ import annotations

from mypy.nodes import FuncDef, SymbolNode
from mypy.types import CallableType, Instance, get_proper_type

from yarara.compiler.program.program import Program
from yarara.compiler.program.types import Class, Optional, Type


def asks_about_none(program: Program, kind: Type) -> bool:
    """Whether `value == None` calls a method that the program wrote; what `@dataclass` makes knows only objects of its class."""
    kind = kind.inner if isinstance(kind, Optional) else kind
    found = program.find(kind, "__eq__") if isinstance(kind, Class) and kind.boxed is None else None
    if found is None or found[0].info.module_name not in program.typed.application:
        return False
    return found[1] not in program.dataclasses.lines and _takes_anything(found[1])


def _takes_anything(method: SymbolNode) -> bool:
    if not isinstance(method, FuncDef) or not isinstance(method.type, CallableType) or len(method.type.arg_types) != 2:
        return False
    declared = get_proper_type(method.type.arg_types[1])
    return isinstance(declared, Instance) and declared.type.fullname == "builtins.object"
