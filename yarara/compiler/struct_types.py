"""What mypy is told about `struct`: the types that a literal format gives to the values around it."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_POS, Expression, MypyFile, RefExpr, StrExpr, Var
from mypy.options import Options
from mypy.plugin import CheckerPluginInterface, FunctionSigContext, Plugin
from mypy.types import AnyType, CallableType, FunctionLike, TupleType, Type, TypeOfAny, UnionType

from yarara.compiler.constants import assigned_once
from yarara.compiler.typing_names import import_from_collections
from yarara.compiler.struct_formats import FUNCTIONS, NOT_CONSTANT, Item, StructFormat, StructFormatError

HOOKED = {f"struct.{name}": name for name in FUNCTIONS}


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

    def _signature(self, name: str, context: FunctionSigContext) -> CallableType:
        declared = context.default_signature
        found = self._format(name, context)
        if found is None:
            return declared.copy_modified(ret_type=AnyType(TypeOfAny.from_error))
        values = [_python_type(item, context.api) for item in found.items]
        if name.startswith("unpack"):
            return declared.copy_modified(ret_type=TupleType(values, context.api.named_generic_type("builtins.tuple", [_object(context.api)])))
        if name.startswith("pack"):
            accepted = [*declared.arg_types[:-1], *(_accepted(item, kind, context.api) for item, kind in zip(found.items, values))]
            return declared.copy_modified(accepted, [ARG_POS] * len(accepted), [None] * len(accepted))
        return declared

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
            module = self.modules.get(expression.node.fullname.rpartition(".")[0])
            assigned = assigned_once(module, expression.node) if module is not None else None
            return self._literal(assigned) if assigned is not None else None
        return expression.value if isinstance(expression, StrExpr) else None


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
