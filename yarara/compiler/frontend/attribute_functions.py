"""What mypy is told about `getattr` and `hasattr` with a name that is written out: they mean `value.name`. (`setattr` and `delattr`: `attribute_statements.py`)

Of an attribute that the type of the value lacks nothing is known: what `getattr` gives is then like the items of a list that isinstance() has found. After
`if hasattr(value, "name")` the value has the attribute, and in `else` it is of those classes of a union that do not: so mypy says, which calls the type of
such an attribute one that nobody annotated.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.nodes import ARG_POS, CallExpr, Expression, MemberExpr, MypyFile, RefExpr, StrExpr, TempNode, TypeInfo
from mypy.plugin import FunctionContext, Plugin
from mypy.typeops import make_simplified_union
from mypy.types import AnyType, Instance, NoneType, ProperType, Type, TypeOfAny, UnionType, get_proper_type

OPEN = AnyType(TypeOfAny.special_form)
ALONE = "setattr() and delattr() are statements here, of an object that has a name"
COMPUTED = "attributes are fixed when the program is compiled, so their names are written out here"


class AttributeFunctions(Plugin):
    """A mypy plugin."""

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        about = {"builtins.getattr": _getattr, "builtins.hasattr": _hasattr, "builtins.setattr": _not_a_statement, "builtins.delattr": _not_a_statement}.get(fullname)
        return (lambda context: _of_literal(context, about)) if about is not None else None


def open_attributes(kinds: dict[Expression, Type]) -> None:
    """Of what hasattr() has found, given mypy's types of all expressions: any value can be in it."""
    for e in kinds:
        owner = get_proper_type(kinds.get(e.expr)) if isinstance(e, MemberExpr) else None
        for part in _parts(owner) if owner is not None else []:
            known = part.extra_attrs.attrs.get(e.name) if isinstance(part, Instance) and part.extra_attrs is not None and isinstance(e, MemberExpr) else None
            if isinstance(known, AnyType) and known.type_of_any == TypeOfAny.unannotated:
                known.type_of_any = TypeOfAny.special_form


def _of_literal(context: FunctionContext, about: Callable[[FunctionContext, CallExpr, MemberExpr], Type]) -> Type:
    call = context.context
    assert isinstance(call, CallExpr)
    if len(call.args) < 2 or any(kind is not ARG_POS for kind in call.arg_kinds):
        return context.default_return_type
    if not isinstance(call.args[1], StrExpr) or not call.args[1].value.isidentifier():
        context.api.fail(COMPUTED, call.args[1])
        return AnyType(TypeOfAny.from_error)
    return about(context, call, member_of_call(call))


def member_of_call(call: CallExpr) -> MemberExpr:
    """`value.name` for a call of one of these functions."""
    assert isinstance(call.args[1], StrExpr)
    owner, name = call.args[0], call.args[1].value
    made = MemberExpr(owner, name)
    made.set_line(call)
    found = owner.node.names.get(name) if isinstance(owner, RefExpr) and isinstance(owner.node, (MypyFile, TypeInfo)) else None
    if found is not None and found.node is not None:
        made.node, made.kind, made._fullname = found.node, found.kind, found.node.fullname
    return made


def _getattr(context: FunctionContext, call: CallExpr, member: MemberExpr) -> Type:
    owner = get_proper_type(context.arg_types[0][0])
    found, lacking = _types_of_attribute(context, owner, call)
    if len(call.args) == 2 and not lacking:
        call.analyzed = member
        return _checker(context).expr_checker.accept(member)
    if len(call.args) == 2:
        return make_simplified_union(found) if found else OPEN
    nothing_known = any(not isinstance(get_proper_type(kind), NoneType) for kind in lacking)
    return OPEN if nothing_known else make_simplified_union([*found, context.arg_types[2][0]])


def _hasattr(context: FunctionContext, call: CallExpr, member: MemberExpr) -> Type:
    """mypy itself knows what this says."""
    return context.default_return_type


def _not_a_statement(context: FunctionContext, call: CallExpr, member: MemberExpr) -> Type:
    context.api.fail(ALONE, call)
    return context.default_return_type


def _types_of_attribute(context: FunctionContext, owner: Type, call: CallExpr) -> tuple[list[Type], list[Type]]:
    """The types of the attribute in those parts of a union that have it, and the parts that have not."""
    found: list[Type] = []
    lacking: list[Type] = []
    for part in _parts(owner):
        asked = member_of_call(call)
        if isinstance(owner, UnionType):
            asked.expr = TempNode(part, context=call)
        with _checker(context).msg.filter_errors() as errors:
            kind = _checker(context).expr_checker.accept(asked)
        if errors.has_new_errors() or isinstance(get_proper_type(part), AnyType):
            lacking.append(part)
        else:
            found.append(kind)
    return found, lacking


def _parts(owner: Type) -> list[ProperType]:
    proper = get_proper_type(owner)
    return [get_proper_type(item) for item in proper.items] if isinstance(proper, UnionType) else [proper]


def _checker(context: FunctionContext) -> TypeChecker:
    assert isinstance(context.api, TypeChecker)
    return context.api
