"""An image is built again exactly when something that went into it has changed."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Callable

import pytest

from yarara import cache
from yarara.compiler.options import Options


@dataclass
class BuildResult:
    sources: list[Path]
    devices: tuple[str, ...]


class Driver:
    """A compiler that concatenates the program with the module it imports."""

    def __init__(self) -> None:
        self.builds = 0

    def build(self, source: Path, output: Path, options: Options, progress: Callable[[str], None] | None) -> BuildResult:
        self.builds += 1
        module = source.parent / "module.py"
        output.write_text(source.read_text() + module.read_text() + options.target + ("" if options.level == 2 else f" at {options.level}"))
        return BuildResult([source, module], devices=())


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    driver = Driver()
    stand_in = ModuleType("yarara.compiler.driver")
    stand_in.build = driver.build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "yarara.compiler.driver", stand_in)
    monkeypatch.setattr("yarara.compiler.driver", stand_in, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text("main ")
    (tmp_path / "app" / "module.py").write_text("module ")
    time.sleep(0.02)
    return driver


def text(tmp_path: Path, target: str = "vm") -> str:
    return cache.image_of(tmp_path / "app" / "main.py", Options(target)).path.read_text()


def test_nothing_changed_nothing_built(tmp_path: Path, driver: Driver) -> None:
    assert text(tmp_path) == text(tmp_path) == "main module vm"
    assert driver.builds == 1


@pytest.mark.parametrize("name", ["main.py", "module.py"])
def test_a_source_changed(tmp_path: Path, driver: Driver, name: str) -> None:
    text(tmp_path)
    (tmp_path / "app" / name).write_text("new ")
    time.sleep(0.02)
    assert "new " in text(tmp_path) and driver.builds == 2
    assert "new " in text(tmp_path) and driver.builds == 2


def test_an_import_may_find_something_new(tmp_path: Path, driver: Driver) -> None:
    text(tmp_path)
    (tmp_path / "app" / "threading.py").write_text("")
    text(tmp_path)
    assert driver.builds == 2


def test_what_cpython_leaves_behind_changes_nothing(tmp_path: Path, driver: Driver) -> None:
    text(tmp_path)
    (tmp_path / "app" / "__pycache__").mkdir()
    (tmp_path / "app" / "main.elf").write_text("")
    text(tmp_path)
    assert driver.builds == 1


def test_levels_do_not_mix(tmp_path: Path, driver: Driver) -> None:
    main = tmp_path / "app" / "main.py"
    assert cache.image_of(main, Options(level=0)).path.read_text() == "main module vm at 0"
    assert text(tmp_path) == "main module vm" and driver.builds == 2


def test_targets_do_not_mix(tmp_path: Path, driver: Driver) -> None:
    assert text(tmp_path, "process") != text(tmp_path, "vm")
    text(tmp_path, "process")
    assert driver.builds == 2


def test_another_compiler(tmp_path: Path, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path)
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path / "app")
    text(tmp_path)
    assert driver.builds == 2


def test_a_damaged_record_is_built_over(tmp_path: Path, driver: Driver) -> None:
    text(tmp_path)
    for record in (tmp_path / "cache").rglob("*.json"):
        record.write_text("{")
    assert text(tmp_path) == "main module vm" and driver.builds == 2


def test_a_hit_loads_neither_mypy_nor_llvm(tmp_path: Path, driver: Driver) -> None:
    text(tmp_path)
    import subprocess

    code = (f"import sys; from pathlib import Path; from yarara import cache\n"
            f"cache.image_of(Path({str(tmp_path / 'app' / 'main.py')!r}))\n"
            f"sys.exit(bool({{'mypy', 'llvmlite', 'rich', 'elftools'}} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
