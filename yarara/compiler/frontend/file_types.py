"""What mypy is told about `open`: a call that says "b" in its mode gives a file of bytes, any other one of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mypy.nodes import CallExpr, Expression, MypyFile, StrExpr, TypeInfo
from mypy.options import Options
from mypy.plugin import FunctionContext, Plugin
from mypy.types import AnyType, Instance, Type, TypeOfAny

from yarara.paths import is_ours

MODULE = "yarara.library._opening"
CLASSES = {True: "BufferedFile", False: "TextIOWrapper"}
FUNCTIONS = {True: "open_binary", False: "open_text"}
NOT_CONSTANT = "the mode of open() must be written in the call: it decides whether the file gives str or bytes"


class FileTypes(Plugin):
    """A mypy plugin. A module that calls `open` depends on the library's files, though it does not import them."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._classes: MypyFile | None = None

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if file.fullname == MODULE:
            self._classes = file
        return [(10, MODULE, -1)] if mentions_open(file) else []

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        return self._opened if fullname == "builtins.open" else None

    def _opened(self, context: FunctionContext) -> Type:
        mode = context.args[1][0] if len(context.args) > 1 and context.args[1] else None
        binary = is_binary(mode)
        if binary is None:
            context.api.fail(NOT_CONSTANT, context.context)
            return AnyType(TypeOfAny.from_error)
        if self._classes is None:
            return context.default_return_type  # something else that is called `open`
        chosen = self._classes.names[CLASSES[binary]].node
        assert isinstance(chosen, TypeInfo)
        return Instance(chosen, [])


def mentions_open(file: MypyFile) -> bool:
    """Whether the text of a module has a call of something called `open`."""
    path = Path(file.path)
    if is_ours(path):
        return False  # the library imports what it needs
    return path.suffix == ".py" and path.exists() and b"open(" in path.read_bytes()


def is_binary(mode: Expression | None) -> bool | None:
    """By the mode of a call; None when it is not a literal."""
    if mode is None:
        return False
    return "b" in mode.value if isinstance(mode, StrExpr) else None


def mode_of(call: CallExpr) -> Expression | None:
    """The argument `mode`."""
    for index, (argument, name) in enumerate(zip(call.args, call.arg_names)):
        if name == "mode" or name is None and index == 1:
            return argument
    return None
