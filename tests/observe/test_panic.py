"""A kernel that stops says how its devices stood; its timeline goes up to the end."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.command import yarara
from tests.observe.test_chrome import check

PROGRAM = Path(__file__).parent / "programs" / "wild_store.py"


def test_a_panic_tells_of_every_queue() -> None:
    result = yarara("run", PROGRAM)
    assert (result.status, result.stdout) == (70, b"now\n")
    assert re.search(r"panic: writing to 0x10000000000 on core 0 .*wild_store\.py:10", result.stderr)
    receive = re.search(r"^panic: virtio net receive queue: (\d+) lent, \d+ descriptors free, descriptor (\d+) came back last$", result.stderr, re.MULTILINE)
    assert receive is not None and int(receive[1]) > 200 and int(receive[2]) < 256
    assert re.search(r"^panic: virtio net transmit queue: ", result.stderr, re.MULTILINE)


def test_the_timeline_ends_with_the_panic(tmp_path: Path) -> None:
    trace = tmp_path / "trace.json"
    result = yarara("run", "--trace-file", trace, PROGRAM)
    assert result.status == 70
    events = json.loads(trace.read_text())
    check(events)
    told = [event for event in events if event["ph"] == "i"]
    assert told[-1]["name"] == "panic" and "wild_store.py:10" in told[-1]["args"]["text"]
    assert any(event["name"] == "kick" and event["args"]["queue"] == "net transmit queue" for event in told)
