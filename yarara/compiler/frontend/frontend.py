"""The front end: mypy as a library. Source files in, typed trees out.

mypy parses, resolves imports against our own typeshed and our own library, checks types, and reports errors in the words that Python
users know. What it checks is what we compile; nothing else is read.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
from collections.abc import Callable
from pathlib import Path

from mypy.errors import CompileError as MypyError
from mypy.fscache import FileSystemCache
from mypy.modulefinder import BuildSource
from mypy.nodes import Expression, FuncDef, MypyFile
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import Type as MypyType

from yarara.compiler.frontend import assigned_nones, type_parameters
from yarara.compiler.frontend.attribute_functions import AttributeFunctions, open_attributes
from yarara.compiler.frontend.attribute_statements import AttributeStatements
from yarara.compiler.frontend.branched_functions import BranchedFunctions
from yarara.compiler.frontend.captures import widen_captures
from yarara.compiler.frontend.checking import Checking, hides
from yarara.compiler.frontend.class_aliases import resolve_class_aliases
from yarara.compiler.diagnostics import CompileError, Diagnostic, located
from yarara.compiler.frontend.file_types import FileTypes
from yarara.compiler.frontend.function_types import FunctionTypes
from yarara.compiler.frontend.hints import advice, advice_on_syntax
from yarara.compiler.frontend.inferred_attributes import InferredAttributes
from yarara.compiler.frontend.inferred_containers import InferredContainers
from yarara.compiler.frontend.inferred_fields import InferredFields
from yarara.compiler.frontend.inferred_results import InferredResults
from yarara.compiler.frontend.lambda_defaults import LambdaDefaults
from yarara.compiler.frontend.mentioned_modules import MENTIONED, MentionedModules
from yarara.compiler.frontend.open_attributes import OpenAttributes
from yarara.compiler.source_text import source_lines
from yarara.compiler.frontend.starred_items import StarredItems, restore
from yarara.compiler.frontend.struct_types import StructTypes
from yarara.compiler.frontend.thread_arguments import ThreadArguments
from yarara.compiler.frontend.unwritten_results import UnwrittenResults
from yarara.compiler.frontend.wrapper_updates import WrapperUpdates
from yarara.paths import PACKAGE, is_ours

LOADED_BEFORE = ("atexit", "codecs", "errno", "faulthandler", "gc", "io", "itertools", "marshal", "posix", "pwd", "time")
"""Modules that CPython has built in, or has loaded before a program begins; mypy refuses files named like the others (`sys`, `types`)."""
_MESSAGE = re.compile(r"^(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|note): (?P<text>.*)$")
_FILE_MESSAGE = re.compile(r"^(?P<path>.+?):(?P<line>\d+)?:? ?error: (?P<text>.*)$")


class TypedProgram:
    """All modules of a program, with mypy's type of every expression."""

    def __init__(self, modules: dict[str, MypyFile], types: dict[Expression, MypyType], application: set[str], check: Callable[[FuncDef], None]) -> None:
        self.modules, self.types = modules, types
        self.application = application
        self._check = check

    def check(self, function: FuncDef) -> None:
        """Let `types` have the expressions in the body of a function, before it is compiled. Raises `CompileError`."""
        try:
            self._check(function)
        except MypyError as error:
            raise CompileError(_diagnostics(error.messages)) from None

    def sources(self) -> list[Path]:
        """Every file that was read."""
        return [Path(module.path) for module in self.modules.values() if module.path]

    def mentions(self, pattern: bytes) -> bool:
        """Whether the source of the application has this anywhere."""
        paths = [Path(self.modules[name].path) for name in self.application]
        return any(re.search(pattern, path.read_bytes()) for path in paths if path.is_file())


def runtime_modules() -> list[BuildSource]:
    """The modules the compiler itself calls into: every runtime file, and the kernel's entry."""
    names = [f"yarara.runtime.{path.stem}" for path in sorted((PACKAGE / "runtime").glob("*.py")) if path.stem != "__init__"]
    names.append("yarara.kernel.start")
    return [BuildSource(None, name, None) for name in names if name not in MENTIONED]


def our_modules() -> set[str]:
    """The names of our top-level modules and packages: the library's, those that only have stubs, and `yarara` itself."""
    return {PACKAGE.name} | {path.stem for folder in ("library", "typeshed/stdlib") for path in (PACKAGE / folder).iterdir() if path.stem.isidentifier()}


def _options(directory: Path | None) -> Options:
    options = Options()
    options.preserve_asts = True
    options.export_types = True
    options.incremental = False
    options.cache_dir = "/dev/null"
    options.python_version = (3, 11)
    options.python_executable = None  # what is installed beside the compiler is no part of a program
    typeshed = str(PACKAGE / "typeshed")
    options.custom_typeshed_dir = options.abs_custom_typeshed_dir = typeshed
    options.show_column_numbers = True
    options.hide_error_codes = True
    options.check_untyped_defs = True
    options.disallow_any_unimported = True
    options.strict_equality = False
    options.show_traceback = False
    options.error_summary = False
    options.pretty = False
    options.allow_redefinition = False
    options.implicit_optional = True  # `def f(x: int = None)`, as PEP 484 once had it
    options.namespace_packages = False
    options.native_parser = False  # CPython's own parser: tracebacks show the places that it knows
    options.per_module_options = _options_of_our_modules(directory)
    options.build_per_module_cache()
    options.disable_error_code = ["empty-body", "abstract", "func-returns-value", "safe-super", "used-before-def"]
    options.process_error_codes(error_callback=lambda text: None)
    return options


def _options_of_our_modules(directory: Path | None) -> dict[str, dict[str, object]]:
    """mypy's own parser is twice as quick as CPython's, and no traceback shows places in our modules."""
    found: dict[str, dict[str, object]] = {f"{PACKAGE.name}.*": {"implicit_optional": False}}
    for module in our_modules():
        if directory is None or not hides(directory, module):
            found[module] = found[f"{module}.*"] = {"native_parser": True, "implicit_optional": False}
    # Compiled, `machine` is intrinsics: what it does under CPython is not looked at.
    found["yarara.simulation"] = {"native_parser": True, "follow_imports": "skip"}
    found["yarara.machine"] = {"native_parser": True, "ignore_errors": True}
    found["importlib.machinery"] = {"follow_imports": "skip"}  # else mypy waits for it, for ever where a named tuple has methods
    return found


class Inferred:
    """What nobody wrote, and several checks of the program tell."""

    def __init__(self) -> None:
        self.fields, self.attributes = InferredFields(), InferredAttributes()
        self.containers, self.results = InferredContainers(), InferredResults()

    def learn(self, checking: Checking, messages: list[str]) -> bool:
        """Whether the program has to be checked once more."""
        fields = self.fields.learn(checking.modules, checking.types)
        fields = self.attributes.learn(checking.modules, checking.types) or fields
        fields = self.containers.learn(checking.modules, checking.types, messages) or fields
        return self.results.learn(checking.types, fields or not any(": error: " in message for message in messages)) or fields


_prepared: list[tuple[Checking, Inferred]] = []


def prepare() -> None:
    """Check the modules of every program now. A process forked from this one has them already when it calls `analyse`; each program needs
    its own, so a second one in one process begins again."""
    if not _prepared:
        checking, inferred = _begun(None, Inferred())
        checking.check_all()
        _prepared.append((checking, inferred))


def forget() -> None:
    """Undo `prepare`."""
    _prepared.clear()


def analyse(source: Path) -> TypedProgram:
    """Type-check the program whose main file is `source`; raises `CompileError` with mypy's errors."""
    if not source.is_file():
        raise CompileError([Diagnostic(str(source), 1, 1, "no such file", "")])
    directory = source.resolve().parent
    modern = {module: type_parameters.OPTIONS for module in type_parameters.modules_with_type_parameters(source)}
    try:
        checking, inferred = _prepared_for(directory) or _begun(directory, Inferred())
        checking.parse_as(modern)
        messages = _add_program(checking, source)
        while inferred.learn(checking, messages):
            checking, inferred = _begun(directory, inferred)
            checking.parse_as(modern)
            messages = _add_program(checking, source)
    except MypyError as error:
        raise CompileError(_diagnostics(error.messages)) from None
    diagnostics = inferred.fields.unknown() or inferred.attributes.unknown() or _diagnostics(messages) or inferred.fields.not_read()
    if diagnostics:
        raise CompileError(diagnostics)
    _refuse_names_that_python_has(directory, {Path(module.path).resolve() for module in checking.modules.values()})
    application = {
        name for name, module in checking.modules.items()
        if not is_ours(module.path)
    }
    _refuse_unknown_encodings([checking.modules[name].path for name in sorted(application)])
    for name in application:
        restore(checking.modules[name])
    resolve_class_aliases(checking.modules[name] for name in application)
    found = TypedProgram(checking.modules, checking.types, application, checking.check)
    if found.mentions(rb"\bhasattr\b"):
        open_attributes(found.types)
    if found.mentions(rb"\bmatch\b"):
        widen_captures([found.modules[name] for name in sorted(application)], found.types)
    return found


def _refuse_unknown_encodings(paths: list[str]) -> None:
    """Where a first line says `coding:` twice, mypy believes the second one and Python the first."""
    for path in paths:
        try:
            source_lines(path)
        except ValueError as error:
            raise CompileError([Diagnostic(path, 1, 1, str(error), "")]) from None


def _begun(directory: Path | None, inferred: Inferred) -> tuple[Checking, Inferred]:
    """The modules of every program; where the program's own in `directory` hide one, they do so from the start. What is known of the fields
    of named tuples and of results is what mypy is told of them."""
    options = _options(directory)
    plugins: list[Plugin] = [
        WrapperUpdates(options), assigned_nones.AssignedNones(options), FunctionTypes(options), FileTypes(options), MentionedModules(options),
        inferred.fields.plugin(options), inferred.attributes.plugin(options), inferred.containers.plugin(options), BranchedFunctions(options),
        UnwrittenResults(options), inferred.results.plugin(options), OpenAttributes(options), AttributeFunctions(options),
        AttributeStatements(options), ThreadArguments(options), StarredItems(options), LambdaDefaults(options),
    ]
    if directory is None or not (directory / "struct.py").exists():
        plugins.append(StructTypes(options))
    directories = ([str(directory)] if directory is not None else []) + [str(PACKAGE / "library"), str(PACKAGE.parent)]
    checking = Checking(directories, options, plugins, FileSystemCache() if directory == PACKAGE.parent else _PackageAlone())
    _add(checking, runtime_modules())
    return checking, inferred


def _prepared_for(directory: Path) -> tuple[Checking, Inferred] | None:
    """What `prepare` made, unless something in `directory` would be found in place of one of our modules."""
    if not _prepared or directory == PACKAGE.parent or any(hides(directory, module) for module in our_modules()):
        return None
    checking, inferred = _prepared.pop()
    checking.look_in(str(directory))
    return checking, inferred


def _refuse_names_that_python_has(directory: Path, paths: set[Path]) -> None:
    """CPython never looks for these beside the program; `yarara` is the compiler's own."""
    for name in (*LOADED_BEFORE, PACKAGE.name):
        for path in (directory / f"{name}.py", directory / name / "__init__.py"):
            if path in paths and not path.is_relative_to(PACKAGE):
                owner = "the compiler's own package" if name == PACKAGE.name else "a module that CPython has built in"
                raise CompileError([Diagnostic(str(path), 1, 1, f'this file has the name of {owner}, which "import {name}" means', "", "rename the file")])


class _PackageAlone(FileSystemCache):
    """What lies beside this package where it is installed is no part of a program: an import does not see it."""

    def listdir(self, path: str) -> list[str]:
        return [PACKAGE.name] if path == str(PACKAGE.parent) else super().listdir(path)


def _add(checking: Checking, sources: list[BuildSource]) -> list[str]:
    """`checking.add`. Where mypy itself fails it prints and exits; here that is an error like any other."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return checking.add(sources)
    except SystemExit:
        match = re.search(r"^(.+?):(\d+): error: INTERNAL ERROR", said.getvalue(), re.MULTILINE)
        path, line = (match[1], int(match[2])) if match is not None else (str(sources[0].path), 1)
        raise CompileError([located(path, line, 1, "this cannot be type-checked here: it needs something that is not supported")]) from None


def _add_program(checking: Checking, source: Path) -> list[str]:
    """Check the program; what was put into its trees for the sake of mypy is taken out again."""
    before = set(checking.modules)
    messages = _add(checking, [BuildSource(str(source), "__main__", None)])
    for name in checking.modules.keys() - before:
        assigned_nones.restore(checking.modules[name], checking.types)
    return messages


def _parses(path: str) -> bool:
    """Whether this file's errors are of another kind than syntax."""
    try:
        source = Path(path).read_bytes()
        if not type_parameters.has_type_parameters(source):
            ast.parse(source)
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def _diagnostics(messages: list[str]) -> list[Diagnostic]:
    """mypy's lines as diagnostics; a note becomes the hint of the error before it."""
    found: list[Diagnostic] = []
    for message in messages:
        match = _MESSAGE.match(message)
        if match is None:
            plain = _FILE_MESSAGE.match(message)
            if plain is not None:
                found.append(located(plain["path"], int(plain["line"] or 1), 1, plain["text"], advice(plain["text"])))
            elif "error" in message:
                found.append(Diagnostic("", 0, 0, message, ""))
            continue
        line, column = int(match["line"]), int(match["column"])
        if match["kind"] == "error":
            parses = _parses(match["path"])  # of a syntax error mypy counts the column from 2
            hint = advice(match["text"]) if parses else advice_on_syntax(match["path"], line)
            found.append(located(match["path"], line, column if parses else max(column - 1, 1), match["text"], hint, in_bytes=parses))
        elif found and not found[-1].hint and "mypy" not in match["text"]:
            last = found[-1]
            found[-1] = Diagnostic(last.path, last.line, last.column, last.message, last.source_line, match["text"])
    return found
