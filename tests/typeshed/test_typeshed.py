"""The cut-down typeshed: mypy accepts it, says what is missing, reads little, and declares nothing that CPython does not have."""

from __future__ import annotations

import ast
import builtins
import importlib
from pathlib import Path
from typing import Iterator

import pytest
from mypy import build
from mypy.modulefinder import BuildSource
from mypy.options import Options

import yarara

PACKAGE = Path(yarara.__file__).parent
STDLIB = PACKAGE / "typeshed" / "stdlib"
LIBRARY = PACKAGE / "library"
INVENTED = {"function", "ellipsis"}  # names that only type checkers know


def options() -> Options:
    found = Options()
    found.custom_typeshed_dir = found.abs_custom_typeshed_dir = str(PACKAGE / "typeshed")
    found.mypy_path = [str(LIBRARY), str(PACKAGE.parent)]
    found.python_version = (3, 11)
    found.incremental = False
    found.cache_dir = "/dev/null"
    found.hide_error_codes = True
    found.per_module_options = {
        "yarara.simulation": {"follow_imports": "skip"}, "yarara.machine": {"ignore_errors": True}, "importlib.machinery": {"follow_imports": "skip"},
    }
    found.build_per_module_cache()
    return found


def check(*sources: BuildSource, strict: bool = False) -> tuple[list[str], set[str]]:
    """mypy's errors, and the modules it read."""
    chosen = options()
    if strict:
        chosen.disallow_untyped_defs = chosen.disallow_incomplete_defs = chosen.disallow_untyped_calls = True
        chosen.disallow_any_generics = chosen.warn_return_any = chosen.warn_unused_ignores = chosen.extra_checks = True
    result = build.build(list(sources), chosen)
    return result.errors, set(result.graph)


def check_text(text: str) -> list[str]:
    return check(BuildSource(None, "__main__", text))[0]


def test_a_small_program_reads_few_modules() -> None:
    errors, modules = check(BuildSource(None, "__main__", 'print("hello")\n'))
    assert errors == []
    assert len(modules) <= 16


@pytest.mark.parametrize(("program", "message"), [
    ("import sys\nsys.settrace(None)\n", 'Module has no attribute "settrace"'),
    ("import os\nos.fork()\n", 'Module has no attribute "fork"'),
    ("import asyncio\n", 'Cannot find implementation or library stub for module named "asyncio"'),
    ("breakpoint()\n", 'Name "breakpoint" is not defined'),
    ("'text'.swap()\n", '"str" has no attribute "swap"'),
    ("len(3)\n", 'Argument 1 to "len" has incompatible type "int"; expected "Sized"'),
    ("1 + 'one'\n", 'Unsupported operand types for + ("int" and "str")'),
])
def test_mypy_names_what_is_missing(program: str, message: str) -> None:
    assert message in check_text(program)[0]


@pytest.mark.parametrize(("expression", "kind"), [
    ("2 ** 3", "int"), ("2 ** -1", "float"), ("7 / 2", "float"), ("round(2.5)", "int"), ("round(2.5, 1)", "float"),
    ("sorted({3, 1})", "list[int]"), ("max([1.5], default=None)", "float | None"), ("sum([1, 2])", "int"), ("sum([True])", "int"),
    ("list(zip('ab', [1]))", "list[tuple[str, int]]"), ("list(enumerate('a'))", "list[tuple[int, str]]"),
    ("{'a': 1}.get('b')", "int | None"), ("{'a': 1}.get('b', 0)", "int"), ("[1, 2][::2]", "list[int]"), ("b'ab'[0]", "int"),
    ("divmod(7, 2)", "tuple[int, int]"), ("[*map(str, [1])]", "list[str]"), ("tuple([1]) + (2,)", "tuple[int, ...]"),
])
def test_types_of_expressions(expression: str, kind: str) -> None:
    assert check_text(f"reveal_type({expression})\n")[0].endswith(f'Revealed type is "{kind}"')


def test_fields_of_objects_are_known() -> None:
    program = "def f(a: list[int], b: dict[str, float]) -> int:\n    reveal_type(b._values)\n    return a._items[0] + a._length\n"
    errors = check_text(program)
    assert len(errors) == 1 and errors[0].endswith('Revealed type is "yarara.machine.Array[float]"')


def _public_names(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Assign):
            if not isinstance(node.value, ast.Call):  # a TypeVar
                yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name.startswith("__") and name.endswith("__")


def test_builtins_declares_nothing_that_cpython_does_not_have() -> None:
    tree = ast.parse((STDLIB / "builtins.pyi").read_text())
    assert {n for n in _public_names(tree) if _is_public(n) and not hasattr(builtins, n)} == INVENTED
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and hasattr(builtins, node.name):
            real = getattr(builtins, node.name)
            missing = {n for n in _public_names(node) if _is_public(n) and not hasattr(real, n)}
            # CPython's `reversed` goes by index where it is absent; an exception has notes once one was added.
            assert missing <= {"__reversed__", "__notes__"}, node.name


def _library_modules() -> list[str]:
    """What an application may import, and the source of `sys`."""
    found = []
    for file in sorted(LIBRARY.rglob("*.py")):
        parts = [part for part in file.relative_to(LIBRARY).with_suffix("").parts if part != "__init__"]
        if parts and (not parts[0].startswith("_") or parts[0] == "_sys"):
            found.append(".".join(parts))
    return found


OWN_CLASSES = {"TextInput", "TextOutput", "TextStream", "BinaryOutput", "UnsupportedOperation"}


SHOWS_TOO_MUCH = pytest.mark.xfail(strict=True, reason="a program can call what the compiler puts in the place of struct.pack")


@pytest.mark.parametrize("name", [pytest.param(name, marks=[SHOWS_TOO_MUCH] * (name == "struct")) for name in _library_modules()])
def test_a_library_module_has_only_names_of_the_standard_one(name: str) -> None:
    place = LIBRARY / name.replace(".", "/")
    source = place.with_suffix(".py") if place.with_suffix(".py").exists() else place / "__init__.py"
    standard = importlib.import_module(name.removeprefix("_"))
    names = {n for n in _public_names(ast.parse(source.read_text())) if _is_public(n)}
    assert {n for n in names if not hasattr(standard, n)} <= OWN_CLASSES


def test_error_numbers_are_those_of_linux() -> None:
    import errno
    import os
    from yarara.runtime import error_messages, error_numbers
    ours = {name: value for name, value in vars(error_numbers).items() if name.startswith("E")}
    assert ours == {name: value for name, value in vars(errno).items() if name.startswith("E")}
    for number in range(0, 140):
        assert error_messages.error_message(number) == os.strerror(number) or number == 0


def _sources_of_the_image() -> list[BuildSource]:
    found = []
    for folder in ("runtime", "kernel"):
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            name = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
            found.append(BuildSource(None, name, None))
    return found + [BuildSource(None, name, None) for name in _library_modules()]


def test_everything_that_is_compiled_passes_mypy() -> None:
    errors, _ = check(*_sources_of_the_image(), strict=True)
    assert errors == []
