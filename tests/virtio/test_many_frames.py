"""Millions of frames through driver and card, both compiled: none is lost, doubled or altered. `make soak` sends ten million through each
format of the rings."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.soak import SOAK
from yarara import cache
from yarara.compiler.options import PROCESS, Options

PROGRAM = Path(__file__).parent / "programs" / "frames_there_and_back.py"
COUNT = 10_000_000 if SOAK else 500_000
RINGS = [[capacity, *words] for capacity in ("256", "16") for words in (
    [], ["no_event_index"], ["in_order"], ["packed"], ["packed", "no_event_index"], ["packed", "in_order"])]


@pytest.mark.parametrize("ring", RINGS, ids=[" ".join(ring) for ring in RINGS])
def test_no_frame_is_lost_doubled_or_altered(ring: list[str]) -> None:
    image = cache.image_of(PROGRAM, Options(PROCESS)).path
    done = subprocess.run([str(image), str(COUNT), *ring], capture_output=True, text=True, timeout=1200)
    assert (done.returncode, done.stdout) == (0, f"{COUNT} frames, 0 faults, 0 packets missing\n"), done.stderr
    asleep = int(done.stderr.split("asleep ")[1].split()[0])
    assert asleep > COUNT // 100, "neither side was ever woken"
