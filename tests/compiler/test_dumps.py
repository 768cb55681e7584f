"""`yarara build --dump STAGE` shows what a stage made of a program; the examples beside this file show what a stage makes.

`UPDATE_GOLDEN=1` writes the expected text anew; look at what changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from yarara.compiler import dumps

HERE = Path(__file__).parent / "dumps"
GOLDEN = sorted(path for path in HERE.iterdir() if path.suffix[1:] in dumps.STAGES)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_stage_reads_as_expected(golden: Path) -> None:
    stage = golden.suffix[1:]
    said = dumps.dump(golden.with_suffix(".py"), stage)
    if stage == "ir":
        said = re.sub(r"@(frame|info)\.\d+", r"@\1", "\n\n".join(part for part in _functions(said) if "closure." not in part))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said)
    assert said == golden.read_text()


def _functions(text: str) -> list[str]:
    """The functions of a dump but the module's own code."""
    return [part.rstrip("\n") for part in text.split("\n\n") if "__main__.<module>" not in part.split("\n")[0]]


def test_only_what_may_overflow_is_checked() -> None:
    mix, add = _functions(dumps.dump(HERE / "masked.py", "asm"))
    assert "\tjo\t" not in mix
    assert "\tjo\t" in add


def test_optimised_code_has_no_variables_in_memory() -> None:
    before, after = (_functions(dumps.dump(HERE / "masked.py", stage)) for stage in ("ir", "llvm"))
    assert all(" = alloca " in function for function in before)
    assert not any(" = alloca " in function for function in after)


def test_checks_of_loops_are_made_before_them() -> None:
    """One copy of each loop has checks, the other does without; a loop over a generator function's call makes no generator."""
    functions = {re.search(r"__main__\.(\w+)\(", part)[1]: part for part in _functions(dumps.dump(HERE / "quick_loops.py", "ir"))}  # type: ignore[index]
    quick, careful = functions["reverse"].split("\ncareful", 1)
    assert "list_getitem" not in quick and "list_setitem" not in quick
    assert careful.count("list_getitem") == careful.count("list_setitem") == 2
    assert len(re.findall(r"add nsw i64 %\w+, %\w+", functions["diagonal"])) == functions["diagonal"].count("call { i64, i1 } @llvm.sadd") == 1
    assert functions["shift"].split("\ncareful", 1)[0].count("@llvm.memmove") == 1
    assert "yarara.runtime.generators" not in functions["product_of_odd"] and "odd" not in functions


def test_fence_for_devices_stands_between_the_store_and_the_load() -> None:
    """Also where QEMU leaves out fences: see `machine.device_fence`."""
    store, fence, load = r"\tmovq\t\$1, \(%\w+\)\n", r"\t(mfence|lock\s+orl\t\$0, .*)\n", r"\tmovq\t8?\(%\w+\), %\w+\n"
    between_cores, beside_a_device = store + fence + load, store + fence + r"\trdtsc\n" + load
    said = dumps.dump(HERE / "fences.py", "asm")
    assert len(re.findall(between_cores, said)) == len(re.findall(beside_a_device, said)) == 1, said


def test_command_prints_the_stage_and_builds_nothing(tmp_path: Path) -> None:
    program = tmp_path / "double.py"
    program.write_text("def double(value: int) -> int:\n    return value + value\n\n\nprint(double(21))\n")
    command = [sys.executable, "-m", "yarara", "build", "--dump", "typed", str(program)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")
    assert "    return value + value  # -> int" in done.stdout
    assert list(tmp_path.iterdir()) == [program]
