"""The same conversation under CPython and compiled for a Linux process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from yarara.compiler.driver import build
from yarara.compiler.options import PROCESS, Options

PROGRAM = Path(__file__).parent / "two_hosts.py"
ROOT = Path(__file__).parents[3]
SAID = b"received 1000000 bytes, 0 wrong; some resent: True\nerrors 0 0, left 0 0\npackets 64 64\n"


def output(command: list[str]) -> bytes:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, timeout=250, env=environment)
    assert done.returncode == 0 and done.stderr == b"", done.stderr.decode()
    return done.stdout


def test_under_cpython() -> None:
    assert output([sys.executable, str(PROGRAM)]) == SAID


def test_compiled(tmp_path: Path) -> None:
    build(PROGRAM, tmp_path / "two_hosts", Options(PROCESS))
    assert output([str(tmp_path / "two_hosts")]) == SAID
