"""What mypy is told about `struct`: the types that a literal format gives to the values around it."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_POS, CallExpr, Expression, MemberExpr, MypyFile, RefExpr, StrExpr, TypeInfo, Var
from mypy.options import Options
from mypy.plugin import CheckerPluginInterface, FunctionSigContext, MethodSigContext, Plugin
from mypy.types import AnyType, CallableType, FunctionLike, Instance, TupleType, Type, TypeOfAny, TypeType, UnionType, get_proper_type

from yarara.compiler.frontend.module_assignments import assigned_once
from yarara.compiler.frontend.typing_names import import_from_collections
from yarara.compiler.struct_formats import FUNCTIONS, METHODS, NOT_CONSTANT, UNKNOWN_STRUCT, Item, StructFormat, StructFormatError

HOOKED = {f"struct.{name}": name for name in (*FUNCTIONS, "Struct")}
HOOKED_METHODS = {f"struct.Struct.{name}": name for name in METHODS}


class StructTypes(Plugin):
    """A mypy plugin: each call of `struct.pack` and its like has the signature that its format says."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.modules: dict[str, MypyFile] = {}

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """mypy calls this for each module it reads."""
        self.modules[file.fullname] = file
        return [(10, "collections", -1)] if import_from_collections(file) else []

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        name = HOOKED.get(fullname)
        return None if name is None else lambda context: self._signature(name, context)

    def get_method_signature_hook(self, fullname: str) -> Callable[[MethodSigContext], FunctionLike] | None:
        name = HOOKED_METHODS.get(fullname)
        return None if name is None else lambda context: self._method_signature(name, context)

    def _signature(self, name: str, context: FunctionSigContext) -> CallableType:
        found = self._format(name, context)
        if found is None:
            return context.default_signature.copy_modified(ret_type=AnyType(TypeOfAny.from_error))
        return _with_values(name, found, context)

    def _method_signature(self, name: str, context: MethodSigContext) -> CallableType:
        call = context.context
        assert isinstance(call, CallExpr) and isinstance(call.callee, MemberExpr)
        made = self._assigned(struct_variable(call.callee.expr, context.api.get_expression_type))
        text = self._literal(made.args[0]) if isinstance(made, CallExpr) and made.args else None
        try:
            found = None if text is None else StructFormat(text)
        except StructFormatError:
            found = None  # said where it is made
        if found is None:
            context.api.fail(UNKNOWN_STRUCT, call)
            return context.default_signature.copy_modified(ret_type=AnyType(TypeOfAny.from_error))
        return _with_values(name, found, context)

    def _format(self, name: str, context: FunctionSigContext) -> StructFormat | None:
        """The format of a call; an error at its place when there is none."""
        written = context.args[0][0] if context.args and context.args[0] else None
        if written is None:
            return None  # mypy itself says that an argument is missing
        text = self._literal(written)
        if text is None:
            context.api.fail(NOT_CONSTANT.format(name), written)
            return None
        try:
            return StructFormat(text)
        except StructFormatError as error:
            context.api.fail(str(error), written)
            return None

    def _literal(self, expression: Expression) -> str | None:
        if isinstance(expression, RefExpr) and isinstance(expression.node, Var):
            assigned = self._assigned(expression.node)
            return self._literal(assigned) if assigned is not None else None
        return expression.value if isinstance(expression, StrExpr) else None

    def _assigned(self, variable: Var | None) -> Expression | None:
        """What a variable of a module or class is assigned, if that happens once."""
        name = variable.fullname if variable is not None else ""
        while name and name not in self.modules:
            name = name.rpartition(".")[0]
        return assigned_once(self.modules[name], variable) if name and variable is not None else None


def struct_variable(receiver: Expression, type_of: Callable[[Expression], Type | None]) -> Var | None:
    """The variable that holds the `Struct` whose method is called: a name, `module.NAME`, `Class.NAME` or `self.NAME`."""
    node = receiver.node if isinstance(receiver, RefExpr) else None
    if node is None and isinstance(receiver, MemberExpr):
        kind = get_proper_type(type_of(receiver.expr))
        if isinstance(kind, TypeType):  # `cls.NAME`
            kind = get_proper_type(kind.item)
        owner = receiver.expr.node if isinstance(receiver.expr, RefExpr) and isinstance(receiver.expr.node, TypeInfo) else kind.type if isinstance(kind, Instance) else None
        entry = owner.get(receiver.name) if owner is not None else None
        node = entry.node if entry is not None else None
    return node if isinstance(node, Var) else None


def _with_values(name: str, found: StructFormat, context: FunctionSigContext | MethodSigContext) -> CallableType:
    """The signature of a call with the types of the values in it."""
    declared = context.default_signature
    values = [_python_type(item, context.api) for item in found.items]
    if name.startswith(("unpack", "iter_unpack")):
        row: Type = TupleType(values, context.api.named_generic_type("builtins.tuple", [_object(context.api)]))
        return declared.copy_modified(ret_type=row if name != "iter_unpack" else context.api.named_generic_type("typing.Iterator", [row]))
    if name.startswith("pack"):
        accepted = [*declared.arg_types[:-1], *(_accepted(item, kind, context.api) for item, kind in zip(found.items, values))]
        return declared.copy_modified(accepted, [ARG_POS] * len(accepted), [None] * len(accepted))
    return declared


def _object(api: CheckerPluginInterface) -> Type:
    return api.named_generic_type("builtins.object", [])


def _python_type(item: Item, api: CheckerPluginInterface) -> Type:
    """What unpacking gives."""
    return api.named_generic_type(f"builtins.{item.python_type}", [])


def _accepted(item: Item, kind: Type, api: CheckerPluginInterface) -> Type:
    """What may be packed: for a bool any value, whose truth counts."""
    if item.code == "?":
        return _object(api)
    return UnionType([kind, api.named_generic_type("builtins.bytearray", [])]) if item.python_type == "bytes" else kind
