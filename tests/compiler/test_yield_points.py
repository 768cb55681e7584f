"""Only programs with threads pay for them: without a scheduler there is nothing to yield to."""

from __future__ import annotations

from pathlib import Path

import pytest

from yarara.compiler.driver import generate


@pytest.mark.parametrize("text, expected", [
    ("print('hello')", False), ("print(input())", False), ("import sys\nprint(sys.stdin.read())", False), ("import time\ntime.sleep(1)", True),
    ("import threading\nprint(threading.active_count())", True),
])
def test_what_makes_loops_yield(text: str, expected: bool, tmp_path: Path) -> None:
    source = tmp_path / "program.py"
    source.write_text(text + "\n")
    assert generate(source)[2].preemptive == expected
