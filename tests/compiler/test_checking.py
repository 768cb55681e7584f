"""Bodies of our own functions are checked when the compiler comes to them: each has its types then, and errors in any of them are seen here."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy.errors import CompileError as MypyError
from mypy.modulefinder import BuildSource
from mypy.nodes import Decorator, FuncDef, MypyFile, ReturnStmt

from yarara.compiler.frontend import frontend
from yarara.compiler.frontend.checking import Checking
from yarara.compiler.diagnostics import CompileError
from yarara.compiler.driver import generate
from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.options import PROCESS, Options
from yarara.paths import PACKAGE, is_ours


@pytest.fixture(autouse=True)
def nothing_prepared() -> None:
    frontend.forget()


FOLDERS = {"library": "", "runtime": "yarara.runtime.", "kernel": "yarara.kernel."}
"""What their modules are called."""


def public_modules() -> list[str]:
    """The modules of the library, the runtime and the kernel, but those that only others import, by whatever name."""
    found = []
    for folder, prefix in FOLDERS.items():
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            parts = path.relative_to(PACKAGE / folder).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            if parts and not any(part.startswith("_") for part in parts):
                found.append(prefix + ".".join(parts))
    return found


def function_of(module: MypyFile, name: str) -> FuncDef:
    node = module.names[name].node
    node = node.func if isinstance(node, Decorator) else node
    assert isinstance(node, FuncDef)
    return node


def result_is_known(program: TypedProgram, function: FuncDef) -> bool:
    last = function.body.body[-1]
    assert isinstance(last, ReturnStmt)
    return last.expr in program.types


def test_no_function_of_ours_has_an_error() -> None:
    checking, _ = frontend._begun(None, frontend.Inferred())
    messages = checking.add([BuildSource(None, name, None) for name in public_modules() if name not in checking.modules])
    seen = {Path(module.path) for module in checking.modules.values()}
    others = [path for folder in FOLDERS for path in sorted((PACKAGE / folder).rglob("*.py")) if path not in seen and path.name != "__init__.py"]
    messages += checking.add([BuildSource(None, ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts), None) for path in others])
    checking.check_all()
    assert messages == []


def test_a_body_of_ours_is_checked_once_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text("def twice(value: int) -> int:\n    return 2 * value\n")
    program = frontend.analyse(path)
    own, ours = function_of(program.modules["__main__"], "twice"), function_of(program.modules["yarara.runtime.strings"], "kind_of")
    assert result_is_known(program, own) and not result_is_known(program, ours)
    program.check(own)
    program.check(ours)
    assert result_is_known(program, ours)


def test_what_every_program_shares_is_checked_before(tmp_path: Path) -> None:
    frontend.prepare()
    path = tmp_path / "program.py"
    path.write_text("print(1)\n")
    program = frontend.analyse(path)
    assert result_is_known(program, function_of(program.modules["yarara.runtime.strings"], "kind_of"))


def test_an_error_in_a_body_is_one_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(self: Checking, function: FuncDef) -> None:
        raise MypyError(["queue.py:3:4: error: Incompatible types"])

    monkeypatch.setattr(Checking, "check", wrong)
    path = tmp_path / "program.py"
    path.write_text("print(1)\n")
    with pytest.raises(CompileError) as caught:
        generate(path, Options(PROCESS))
    assert [found.message for found in caught.value.diagnostics] == ["Incompatible types"]


def test_ours_is_what_lies_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link.py").symlink_to(PACKAGE / "machine.py")
    monkeypatch.chdir(PACKAGE)
    assert is_ours("machine.py") and is_ours(tmp_path / "link.py")
    monkeypatch.chdir(tmp_path)
    assert not is_ours("machine.py") and not is_ours(f"{PACKAGE}-other/machine.py")
