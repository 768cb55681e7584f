"""The stack does compiled what it does under CPython."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).parent / "programs" / "conversation.py"


def output(command: list[str]) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=250, env=environment, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_conversation_is_the_same_compiled(tmp_path: Path) -> None:
    image = tmp_path / "conversation.elf"
    output([sys.executable, "-m", "yarara", "build", "--target", "process", "-o", str(image), str(PROGRAM)])
    image.chmod(0o755)
    expected = output([sys.executable, "-B", str(PROGRAM)])
    assert expected.count("sent ") > 5
    assert output([str(image)]) == expected
