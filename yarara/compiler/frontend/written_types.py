"""mypy's types as annotations, in source text that means the same in any module of the program.

The modules of classes go by names of their own, which an import at the top of the module declares to mypy alone.
"""

from __future__ import annotations

from mypy.errors import Errors
from mypy.fastparse import parse
from mypy.nodes import ARG_POS, FuncDef, Import, MypyFile, TypeInfo
from mypy.options import Options
from mypy.types import CallableType, Instance, LiteralType, NoneType, TupleType, Type, TypedDictType, TypeType, get_proper_type


class WrittenTypes:
    """Texts of types, and the modules that they name."""

    def __init__(self, unknown: str, prefix: str = "_module_") -> None:
        self.prefix = prefix  # of the names of modules
        self.unknown = unknown  # a class that stands for a type that is not known
        self.names: dict[str, str] = {}  # of each module that some text names
        self.used: dict[str, str] = {}  # those of them that a module being written needs

    def name(self, module: str, name: str) -> str:
        """How something in a module is written."""
        self.used[module] = self.names.setdefault(module, f"{self.prefix}{len(self.names)}")
        return f"{self.used[module]}.{name}"

    def with_modules(self, text: str) -> str:
        """A text of earlier; the modules it names are needed."""
        self.used.update((module, name) for module, name in self.names.items() if f"{name}." in text)
        return text

    def text(self, kind: Type) -> str | None:
        """The annotation for a type; None where it is not known (Any), or cannot be written outside of where it is."""
        proper = get_proper_type(kind)
        if isinstance(proper, NoneType):
            return "None"
        if isinstance(proper, LiteralType):
            return self.text(proper.fallback)
        if isinstance(proper, TypedDictType):
            return self._class(proper.fallback.type, [])
        if isinstance(proper, TypeType):
            return self._of("builtins", "type", [self.text(proper.item)])
        if isinstance(proper, TupleType):
            if proper.partial_fallback.type.fullname != "builtins.tuple":
                return self.text(proper.partial_fallback)
            return self._of("builtins", "tuple", [self.text(item) for item in proper.items] or ["()"])
        if isinstance(proper, CallableType):
            return self._callable(proper)
        if isinstance(proper, Instance):
            arguments = [self.text(argument) for argument in proper.args]
            return self._class(proper.type, [*arguments, "..."] if proper.type.fullname == "builtins.tuple" else arguments)
        return self._union(kind)

    def _union(self, kind: Type) -> str | None:
        items = getattr(get_proper_type(kind), "items", None)
        texts = [self.text(item) for item in items] if isinstance(items, list) else [None]
        return None if None in texts else " | ".join(map(str, texts))

    def _callable(self, kind: CallableType) -> str | None:
        if kind.is_type_obj():
            return self._of("builtins", "type", [self.text(kind.ret_type)])
        parameters = [self.text(parameter) for parameter in kind.arg_types]
        if None in parameters or kind.variables or any(how is not ARG_POS for how in kind.arg_kinds):
            return None
        return self._of("typing", "Callable", [f"[{', '.join(map(str, parameters))}]", self.text(kind.ret_type)])

    def _class(self, info: TypeInfo, arguments: list[str | None]) -> str | None:
        name = info.fullname.removeprefix(f"{info.module_name}.")
        usable = all(part.isidentifier() for part in name.split(".")) and info.fullname != self.unknown
        return self._of(info.module_name, name, arguments) if usable else None

    def _of(self, module: str, name: str, arguments: list[str | None]) -> str | None:
        if None in arguments:
            return None
        return self.name(module, name) + (f"[{', '.join(map(str, arguments))}]" if arguments else "")


def parsed(text: str) -> Type:
    """The annotation that a text is."""
    options = Options()
    made = parse(f"def f() -> {text}: ...", "<made>", None, Errors(options), options).defs[0]
    assert isinstance(made, FuncDef) and isinstance(made.type, CallableType)
    return made.type.ret_type


def import_modules(file: MypyFile, written: WrittenTypes) -> list[tuple[int, str, int]]:
    """Let a module that was parsed import what its annotations name; the modules, as mypy is told of dependencies."""
    added = [Import([pair]) for pair in written.used.items()]
    for statement in added:
        statement.is_top_level = statement.is_mypy_only = True
        statement.set_line(1)
    file.defs[:0] = added
    return [(10, module, -1) for module in written.used if module != file.fullname]
