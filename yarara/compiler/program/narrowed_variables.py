"""Type variables after a test: in `if isinstance(item, Circle):` mypy knows `item: T` as a `T` whose bound is `Circle`.

What `T` stands for is the same as before; the narrower bound says more only where that may be of several classes.
"""

from __future__ import annotations

from typing import Protocol

from mypy.nodes import Context, TypeInfo
from mypy.types import Instance, Type as MypyType, TypeVarId, TypeVarType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.program.types import Class, Dynamic, Type


class Classes(Protocol):
    """What has to be known of the program's classes."""

    def descendants(self, info: TypeInfo) -> list[TypeInfo]: ...

    def convert(self, mypy_type: MypyType | None, environment: dict[TypeVarId, Type], where: Context | None = None) -> Type: ...


def narrowed(variable: TypeVarType, known: Type, classes: Classes, where: Context | None) -> Type:
    """What a variable stands for at one place, if it stands for `known` elsewhere in the function."""
    bound = get_proper_type(variable.upper_bound)
    if not isinstance(bound, Instance) or bound.type.is_protocol or bound.args or bound.type.fullname == "builtins.object":
        return known
    if isinstance(known, Class):
        return classes.convert(bound, {}, where) if bound.type in classes.descendants(known.info) else known
    if not isinstance(known, Dynamic) or known.family is not None or known.protocol is not None or types.is_unknown(known):
        return known
    narrower = classes.convert(bound, {}, where)
    # The bound that the variable was declared with has room for all alternatives.
    if known.alternatives and (all(types.may_hold(narrower, kind) for kind in known.alternatives) or not types.may_hold(known, narrower)):
        return known
    return narrower
