"""The built-in function `open`, which is two functions of the library: its mode says which."""

from __future__ import annotations

from mypy.nodes import CallExpr, FuncDef

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.printing import Printing
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.frontend.file_types import FUNCTIONS, MODULE, NOT_CONSTANT, is_binary, mode_of
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import Type


class FileCalls(Printing):
    """Lowering of `open(...)`."""

    def _builtin_open(self, e: CallExpr, expected: Type | None) -> Value:
        binary = is_binary(mode_of(e))
        module = self.program.typed.modules.get(MODULE)
        if binary is None or module is None:
            raise Unsupported(NOT_CONSTANT, e)
        function = module.names[FUNCTIONS[binary]].node
        assert isinstance(function, FuncDef)
        actuals = self.actuals(e)
        for index, actual in enumerate(actuals):
            if actual.expression is not None and (actual.name == "file" or actual.name is None and index == 0):
                actuals[index] = Actual(value=self._path(self.lower(actual.expression), e), name=actual.name)
        self.import_module(MODULE)  # the program need not have imported anything that does
        return self._call_value(function, actuals, e)

    def import_module(self, name: str) -> None:
        raise NotImplementedError

    def _path(self, value: Value, e: CallExpr) -> Value:
        """A path as text: it is that, or an object that says it."""
        return value if value.type is self.program.str_class else self.call_method(value, "__fspath__", [], e)
