"""`import`: a module's top-level code runs when it is imported for the first time."""

from __future__ import annotations

from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile, Var

from yarara.compiler.lowering.decorators import Decorators
from yarara.compiler.program.instances import FunctionInstance
from yarara.compiler.program.types import NONE


class Imports(Decorators):
    """The three ways to write it."""

    def _execute_Import(self, s: Import) -> None:
        for name, _ in s.ids if not s.is_mypy_only else ():
            parts = name.split(".")
            for count in range(1, len(parts) + 1):
                self.import_module(".".join(parts[:count]))

    def _execute_ImportFrom(self, s: ImportFrom) -> None:
        module = self._absolute(s.id, s.relative)
        self._import_with_parents(module)
        for name, other in s.names:
            self.import_module(f"{module}.{name}")
            self._copy_imported(module, name, other or name)

    def _execute_ImportAll(self, s: ImportAll) -> None:
        module = self._absolute(s.id, s.relative)
        self._import_with_parents(module)
        names = self.program.typed.modules[module].names if module in self.program.typed.application else {}
        for name, entry in names.items():
            if entry.module_public and (not name.startswith("_") or "__all__" in names):
                self._copy_imported(module, name, name)

    def _copy_imported(self, module: str, name: str, other: str) -> None:
        """Give the new name the value that a variable has now, if it may change later."""
        found = self.program.typed.modules.get(module)
        entry = found.names.get(name) if found is not None else None
        if entry is not None and isinstance(entry.node, Var) and self.program.is_copied(entry.node, self.instance.module):
            home = entry.node.fullname.rpartition(".")[0]
            source = self.program.global_variable(entry.node) if home in (module, f"_{module}") else self.program.imported_variable(entry.node, module, name)
            self.store(self.load(source.type, source.symbol), self.program.imported_variable(entry.node, self.instance.module, other).symbol)

    def _absolute(self, name: str, relative: int) -> str:
        if not relative:
            return name
        package = self.instance.module.split(".")
        module = self.program.typed.modules[self.instance.module]
        drop = relative - 1 if module.is_package_init_file() else relative
        base = package[:len(package) - drop]
        return ".".join([*base, name] if name else base)

    def _import_with_parents(self, name: str) -> None:
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            self.import_module(".".join(parts[:count]))

    def import_module(self, name: str) -> None:
        """Run a module's top-level code if it has not run yet."""
        module = self.program.typed.modules.get(name)
        if module is not None and module.is_stub:  # the source of `sys` is `_sys`
            name = f"_{name}"
            module = self.program.typed.modules.get(name)
        if module is None or module.is_stub or name in ("yarara.machine", "yarara.simulation", "yarara"):
            return
        before = len(self.lines)
        initializer = self.program.module_initializer(name)
        if name in self.program.typed.application:
            self._run_or_forget(name, initializer)
        else:
            self.call(initializer, [])
        if isinstance(self.instance.node, MypyFile):
            note = self.program.silent_modules.note(self.instance.module)
            note.imports.append(name)
            note.import_lines += len(self.lines) - before

    def _run_or_forget(self, name: str, initializer: FunctionInstance) -> None:
        """A module whose top-level code raises has not been imported: the next import runs it again."""
        _, error = self.call_raw(self.entry_of(initializer), NONE, [], " noinline")
        failed, done = self.name("failed"), self.name("imported")
        self.branch(self.instruction(f"icmp ne ptr {error}, null"), failed, done, likely=False)
        self.start_quietly(failed)
        self.emit(f'store i1 false, ptr @"{name}.<started>"')
        self.jump(done)
        self.start_quietly(done)
        self.check(error)
