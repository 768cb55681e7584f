"""mypy's build, in two steps: the modules that every program is compiled with, then those of one program.

Of a program every function is checked. Of our own modules most are never reached, so there a function's body is checked when the compiler
comes to it (`check`): mypy looks at what other modules can see first, and at bodies one by one.

`mypy.build.build` does all at once, looks for modules in the current directory and in $MYPYPATH, where CPython does not look, and parses
everything with one parser. This runs the same stages on the same manager, the way mypy's own daemon adds modules to a finished graph.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mypy.build import SCC as Component
from mypy.build import BuildManager, Graph, default_data_dir, load_graph, process_stale_scc, process_stale_scc_interface, sorted_components
from mypy.build import State as Module
from mypy.checker import DeferredNode
from mypy.errors import CompileError as MypyError
from mypy.errors import Errors
from mypy.fscache import FileSystemCache
from mypy.modulefinder import BuildSource, BuildSourceSet, FindModuleCache, SearchPaths, default_lib_path
from mypy.nodes import Decorator, Expression, FuncDef, MypyFile, OverloadedFuncDef
from mypy.options import Options
from mypy.plugin import ChainedPlugin, Plugin
from mypy.plugins.default import DefaultPlugin
from mypy.types import Type as MypyType
from mypy.types import instance_cache
from mypy.typestate import reset_global_state
from mypy.util import read_py_file
from mypy.version import __version__

from yarara.paths import is_ours


@dataclass
class _Body:
    """What is not checked yet of one of our modules: a function, a decorated one, or all variants of one."""

    module: Module
    definition: DeferredNode
    checked: bool = False


class Checking:
    """Modules that mypy has parsed, resolved and checked; more can be added, which may use those that are there."""

    def __init__(self, directories: Sequence[str], options: Options, plugins: Sequence[Plugin], files: FileSystemCache) -> None:
        """Nothing yet. Modules are looked for in `directories`, in this order, and in the stubs that `options` names."""
        self._options = options
        self._directories = list(directories)
        self._files = files
        self._messages: list[str] = []
        self._sources: list[BuildSource] = []
        self._graph: Graph = {}
        self._bodies: dict[FuncDef, _Body] = {}
        errors = Errors(options, read_source=lambda path: read_py_file(path, self._files.read))
        self._manager = BuildManager(
            default_data_dir(), self._search_paths(), os.getcwd(), BuildSourceSet([]), None, options, __version__,
            ChainedPlugin(options, [*plugins, DefaultPlugin(options)]), {}, errors, self._keep, files, sys.stdout, sys.stderr)
        instance_cache.reset()
        reset_global_state()

    @property
    def modules(self) -> dict[str, MypyFile]:
        return self._manager.modules

    @property
    def types(self) -> dict[Expression, MypyType]:
        """mypy's type of every expression in `modules`."""
        return self._manager.all_types

    def look_in(self, directory: str) -> None:
        """What is added from now on is looked for here first. Nothing in `directory` may hide a module that is there already (`hides`)."""
        self._directories.insert(0, directory)

    def parse_as(self, options: dict[str, dict[str, object]]) -> None:
        """Options, by name, of modules that will be added."""
        self._options.per_module_options.update(options)
        self._options.build_per_module_cache()

    def add(self, sources: Sequence[BuildSource]) -> list[str]:
        """Check these and what they import; gives mypy's lines about all modules. Raises mypy's `CompileError` where it cannot go on."""
        manager = self._manager
        self._sources += sources
        manager.source_set = BuildSourceSet(self._sources)
        manager.search_paths = self._search_paths()
        manager.find_module_cache = FindModuleCache(manager.search_paths, self._files, self._options, source_set=manager.source_set)
        manager.errors.set_ignore_prefix(os.getcwd())
        new: list[Module] = []
        try:
            load_graph(list(sources), manager, self._graph, new)
            self._process({module.id for module in new})
        except MypyError as error:
            error.messages = [*self._messages, *error.messages]
            raise
        return self._messages

    def check(self, function: FuncDef) -> None:
        """Check the body of a function, unless that was done: `types` has its expressions then. Raises mypy's `CompileError`."""
        body = self._bodies.get(function)
        if body is None or body.checked:
            return
        body.checked = True
        checker = body.module.type_checker()
        checker.pass_num = -1  # as mypy itself begins with bodies
        checker.deferred_nodes.clear()
        body.module.type_check_second_pass(todo=[body.definition], impl_only=True)
        while checker.deferred_nodes:
            body.module.type_check_second_pass(impl_only=True)
        self._refuse_errors(body.module)

    def check_all(self) -> None:
        """Check the bodies of all functions. Raises mypy's `CompileError`."""
        for function in self._bodies:
            self.check(function)

    def _process(self, new: set[str]) -> None:
        """Analyse and check new modules, those first that others need; a cycle of imports at once."""
        manager, components = self._manager, sorted_components(self._graph)
        for module in new:
            manager.import_map[module] = self._graph[module].dependencies_set
        manager.scc_by_id = {component.id: component for component in components}
        manager.scc_by_mod_id = {module: component for component in components for module in component.mod_ids}
        manager.top_order = [component.id for component in components]
        for component in components:
            if component.mod_ids.isdisjoint(new):
                manager.done_sccs.add(component.id)
            elif all(is_ours(self._graph[module].xpath) for module in component.mod_ids):
                self._process_interface(component)
            else:
                process_stale_scc(self._graph, component, manager)

    def _process_interface(self, component: Component) -> None:
        """Analyse our modules, and check what is not inside functions."""
        manager, modules = self._manager, [self._graph[name] for name in sorted(component.mod_ids)]
        manager.parse_all(modules, post_parse=False)
        process_stale_scc_interface(self._graph, component, manager, from_cache=set())
        for module in modules:
            self._refuse_errors(module)
            checker, tree = module.type_checker(), module.tree
            assert tree is not None
            manager.all_types.update(module.type_map())
            checker._type_maps[0] = manager.all_types
            for _, entry, owner in tree.local_definitions(impl_only=True) if not tree.is_stub else ():
                node = entry.node
                assert isinstance(node, (FuncDef, Decorator, OverloadedFuncDef))
                body = _Body(module, DeferredNode(node, owner))
                self._bodies.update(dict.fromkeys(_functions(node), body))

    def _refuse_errors(self, module: Module) -> None:
        """Nobody sees what mypy finds in one of our modules, unless the program has put a module of its own in the place of one that it uses."""
        if found := self._manager.errors.file_messages(module.xpath):
            raise MypyError(self._manager.errors.format_messages(module.xpath, found))

    def _search_paths(self) -> SearchPaths:
        stubs = default_lib_path(default_data_dir(), self._options.python_version, self._options.custom_typeshed_dir)
        return SearchPaths(python_path=(), mypy_path=tuple(self._directories), package_path=(), typeshed_path=tuple(stubs))

    def _keep(self, path: str | None, messages: list[str], serious: bool) -> None:
        self._messages += messages


def hides(directory: Path, module: str) -> bool:
    """Whether a file or folder in `directory` would be found for an import of `module`."""
    name = module.partition(".")[0]
    return any((directory / candidate).exists() for candidate in (name, f"{name}.py", f"{name}.pyi", f"{name}-stubs"))


def _functions(node: FuncDef | Decorator | OverloadedFuncDef) -> list[FuncDef]:
    """The functions that are checked with a definition."""
    if isinstance(node, OverloadedFuncDef):
        return [function for item in [*node.items, *([node.impl] if node.impl is not None else [])] for function in _functions(item)]
    return [node.func if isinstance(node, Decorator) else node]
