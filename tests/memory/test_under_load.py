"""The collector beside a large live heap, with as many allocating threads as CPUs: nothing is lost, and `--gc-stats` tells of it; much memory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.collecting import run
from tests.command import yarara
from tests.soak import SOAK


@pytest.mark.parametrize("cpus", [1, 4])
def test_a_live_heap_outlives_many_collections(cpus: int) -> None:
    report = run(cpus, nodes=300_000, seconds=2)
    collections = re.search(r"gc: (\d+) collections", report)
    assert collections is not None and int(collections[1]) >= 2


@pytest.mark.skipif(not SOAK, reason="takes 5 GB of the host")
@pytest.mark.parametrize("machine", ["microvm", "q35"])
def test_memory_above_4_gib_is_used(machine: str, tmp_path: Path) -> None:
    program = tmp_path / "large.py"
    program.write_text("""
chunks: list[bytearray] = []
for number in range(46):
    chunk = bytearray(100_000_000)
    chunk[99_999_999] = number
    chunks.append(chunk)
print(len(chunks), sum(chunk[99_999_999] for chunk in chunks), sum(map(len, chunks)))
""")
    result = yarara("run", "--memory", "6G", "--machine", machine, program)
    assert (result.status, result.stdout, result.stderr) == (0, b"46 1035 4600000000\n", "")
