"""mypy's build, in two steps: the modules that every program is compiled with, then those of one program.

`mypy.build.build` does all at once, looks for modules in the current directory and in $MYPYPATH, where CPython does not look, and parses
everything with one parser. This runs the same stages on the same manager, the way mypy's own daemon adds modules to a finished graph.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mypy.build import BuildManager, Graph, default_data_dir, load_graph, process_stale_scc, sorted_components
from mypy.build import State as Module
from mypy.errors import CompileError as MypyError
from mypy.errors import Errors
from mypy.fscache import FileSystemCache
from mypy.modulefinder import BuildSource, BuildSourceSet, FindModuleCache, SearchPaths, default_lib_path
from mypy.nodes import Expression, MypyFile
from mypy.options import Options
from mypy.plugin import ChainedPlugin, Plugin
from mypy.plugins.default import DefaultPlugin
from mypy.types import Type as MypyType
from mypy.types import instance_cache
from mypy.typestate import reset_global_state
from mypy.util import read_py_file
from mypy.version import __version__


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
            else:
                process_stale_scc(self._graph, component, manager)

    def _search_paths(self) -> SearchPaths:
        stubs = default_lib_path(default_data_dir(), self._options.python_version, self._options.custom_typeshed_dir)
        return SearchPaths(python_path=(), mypy_path=tuple(self._directories), package_path=(), typeshed_path=tuple(stubs))

    def _keep(self, path: str | None, messages: list[str], serious: bool) -> None:
        self._messages += messages


def hides(directory: Path, module: str) -> bool:
    """Whether a file or folder in `directory` would be found for an import of `module`."""
    name = module.partition(".")[0]
    return any((directory / candidate).exists() for candidate in (name, f"{name}.py", f"{name}.pyi", f"{name}-stubs"))
