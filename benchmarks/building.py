"""`yarara build hello.py` from nothing, and again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.machines import BUILD, ROOT

ROUNDS = 3


def figures() -> Iterator[Figure]:
    raw: dict[str, list[float]] = {"cold": [], "unchanged": []}
    with tempfile.TemporaryDirectory() as directory:
        _build(Path(directory))
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as directory:
            for name in raw:
                raw[name].append(_build(Path(directory)))
    yield Figure("yarara build hello.py, cold", median(raw["cold"]), "s", "<=", 3, raw=raw)
    yield Figure("yarara build hello.py, nothing changed", median(raw["unchanged"]), "s", "<=", 0.7)


def _build(directory: Path) -> float:
    """Seconds; the bytecode of mypy and of the compiler is kept, as Python does unless it is told not to."""
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(BUILD / "bytecode")}
    start = time.monotonic()
    subprocess.run([sys.executable, "-m", "yarara", "build", "examples/hello.py", "-o", str(directory / "hello.elf")],
                   cwd=ROOT, env={**os.environ, **bytecode, "XDG_CACHE_HOME": str(directory / "cache")}, check=True)
    return time.monotonic() - start
