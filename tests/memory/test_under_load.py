"""The collector beside a large live heap, with as many allocating threads as CPUs: nothing is lost, and `--gc-stats` tells of it."""

from __future__ import annotations

import re

import pytest

from benchmarks.collecting import run


@pytest.mark.parametrize("cpus", [1, 4])
def test_a_live_heap_outlives_many_collections(cpus: int) -> None:
    report = run(cpus, nodes=300_000, seconds=2)
    collections = re.search(r"gc: (\d+) collections", report)
    assert collections is not None and int(collections[1]) >= 2
