"""The generator of programs: a few seeds end to end, and its parts by themselves."""

from __future__ import annotations

import ast
import contextlib
import io
from pathlib import Path

import pytest

from fuzzing.campaign import differences
from fuzzing.outcome import strict_complaint
from fuzzing.programs import program
from fuzzing.reference import reference
from fuzzing.shrinking import shrink, silence


@pytest.mark.parametrize("seed", range(1, 4))
def test_generated_program_is_the_same_in_both_lives(seed: int, tmp_path: Path) -> None:
    found = differences(seed, tmp_path, tests=3)
    assert [f"{difference.sort}: {difference.text}" for difference, _ in found] == []


def test_generated_program_is_well_typed(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(program(5))
    assert strict_complaint(path) == ""


def test_a_seed_always_makes_the_same_program() -> None:
    assert program(7) == program(7) != program(8)


def _run(source: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(reference(source), "program", "exec"), {})
    return out.getvalue()


@pytest.mark.parametrize("expression", ["x + 1", "x * x", "-low", "x << 1", "x ** 2", "low // -1", "abs(low)", "sum([x, 1, -1])", "int(1e19)", "int('9223372036854775808')", "divmod(low, -1)"])
def test_reference_overflows_where_a_word_does(expression: str) -> None:
    program = f"x = 2 ** 62 - 1 + 2 ** 62\nlow = -x - 1\ntry:\n    print({expression})\nexcept OverflowError:\n    print('overflow')"
    assert _run(program) == "overflow\n"


def test_reference_is_exact_below_a_mask() -> None:
    assert _run("x = 2 ** 62\nprint((x * x + 5) & 7, (-(x * 4) - 1) & 0xFF)") == "5 255\n"


def test_reference_evaluates_places_once() -> None:
    source = "def at() -> int:\n    print('at')\n    return 0\nxs = [1]\nxs[at()] += 2\nx = y = [1]\nx += [2]\nprint(xs, y)"
    assert _run(source) == "at\n[3] [1, 2]\n"


def test_shrinking_leaves_only_what_matters() -> None:
    source = "def f(x):\n    if x:\n        for i in [1, 2]:\n            y = [i + (7 // x), 4]\n            print(y)\n    return 3\nclass C:\n    pass\nf(1)\n"
    smallest = shrink(source, lambda candidate: any(isinstance(node, ast.FloorDiv) for node in ast.walk(ast.parse(candidate))))
    assert smallest.count("\n") <= 1
    assert "//" in smallest
    assert len(smallest) < 40


def test_silenced_function_raises_and_stays_a_generator() -> None:
    silent = silence("def f():\n    yield 1\n    yield 2\nf()", 2)
    assert silent is not None
    assert "raise Trouble" in silent
    assert "yield from []" in silent
    assert silence(silent, 2) is None
