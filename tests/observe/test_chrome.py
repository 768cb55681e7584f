"""The trace file is what Perfetto reads: the Chrome trace event format (JSON)."""

from __future__ import annotations

import io
import json
from typing import Any

from yarara.observe.chrome import ChromeTrace
from yarara.observe.timeline import Entry

PHASES = {"M", "X", "i", "C", "b", "e"}


def entry(core: int, category: str, name: str, **details: object) -> Entry:
    return Entry(0, core, category, name, name, details)


def written(*entries: tuple[int, Entry]) -> list[dict[str, Any]]:
    stream = io.StringIO()
    trace = ChromeTrace(stream, "program.py")
    for time, told in entries:
        trace.add(told, time)
    trace.close()
    events: list[dict[str, Any]] = json.loads(stream.getvalue())
    check(events)
    return events


def check(events: list[dict[str, Any]]) -> None:
    """The shape that the format demands of every event."""
    open_states: set[tuple[str, str]] = set()
    for event in events:
        assert event["ph"] in PHASES and isinstance(event["name"], str) and event["pid"] == 1
        if event["ph"] != "M":
            assert isinstance(event["ts"], (int, float)) and event["ts"] >= 0 and event["cat"]
        if event["ph"] in ("X", "i"):
            assert isinstance(event["tid"], int)
        if event["ph"] == "X":
            assert event["dur"] >= 0
        if event["ph"] == "i":
            assert event["s"] == "t"
        if event["ph"] == "C":
            assert all(isinstance(value, int) for value in event["args"].values())
        if event["ph"] == "b":
            assert (event["id"], event["name"]) not in open_states
            open_states.add((event["id"], event["name"]))
        if event["ph"] == "e":
            open_states.remove((event["id"], event["name"]))
    assert not open_states


def test_threads_and_sleep_are_slices_of_a_core() -> None:
    events = written(
        (1_000, entry(0, "sched", "switch", leaving="main", reason="waits", coming="idle 0")), (2_000, entry(0, "sched", "halt")),
        (5_500, entry(0, "sched", "resume")), (6_000, entry(0, "sched", "switch", leaving="idle 0", reason="yields", coming="main")),
        (9_000, entry(0, "sched", "thread end", thread="x")))
    slices = [(event["name"], event["ts"], event["dur"]) for event in events if event["ph"] == "X"]
    assert slices == [("main", 0, 1.0), ("halt", 2.0, 3.5), ("idle 0", 1.0, 5.0), ("main", 6.0, 3.0)]


def test_a_thread_that_nothing_interrupts_is_a_slice() -> None:
    """Main ran all the time: what it waited for was always there already."""
    events = written((2_000, entry(0, "sched", "thread", thread="main", home=0)), (2_500, entry(0, "sched", "thread", thread="idle 0", home=0)),
                     (9_000, entry(0, "virtio", "kick", queue="q")))
    slices = [(event["name"], event["ts"], event["dur"]) for event in events if event["ph"] == "X"]
    assert slices == [("main", 0, 9.0)]


def test_each_core_has_a_track() -> None:
    events = written((1, entry(0, "virtio", "kick", queue="q")), (2, entry(3, "virtio", "kick", queue="q")))
    assert {event["tid"]: event["args"]["name"] for event in events if event["name"] == "thread_name"} == {0: "core 0", 3: "core 3"}
    assert next(event for event in events if event["name"] == "process_name")["args"] == {"name": "program.py"}


def test_the_depth_of_a_queue_is_a_counter() -> None:
    events = written((1_000, entry(0, "virtio", "buffer in", queue="net receive queue", lent=7)))
    counter, = [event for event in events if event["ph"] == "C"]
    assert (counter["name"], counter["args"]) == ("net receive queue", {"lent": 7})


def test_a_connection_is_a_track_of_its_states() -> None:
    def change(old: str, new: str) -> Entry:
        return entry(0, "net", "tcp", connection="a - b", old=old, new=new)

    events = written((1_000, change("CLOSED", "SYN-SENT")), (3_000, change("SYN-SENT", "ESTABLISHED")), (9_000, change("ESTABLISHED", "CLOSED")))
    states = [(event["ph"], event["name"], event["ts"]) for event in events if event["ph"] in "be"]
    assert states == [("b", "SYN-SENT", 1.0), ("e", "SYN-SENT", 3.0), ("b", "ESTABLISHED", 3.0), ("e", "ESTABLISHED", 9.0)]


def test_what_is_open_at_the_end_is_closed() -> None:
    events = written((1_000, entry(1, "sched", "halt")), (2_000, entry(0, "net", "tcp", connection="a - b", old="CLOSED", new="SYN-SENT")))
    assert [(event["ph"], event["ts"]) for event in events if event["ph"] in "Xe"] == [("X", 1.0), ("e", 2.0)]


def test_a_file_whose_writer_was_killed_lacks_only_its_end() -> None:
    stream = io.StringIO()
    ChromeTrace(stream, "program.py").add(entry(0, "virtio", "kick"), 1)
    assert len(json.loads(stream.getvalue() + "]")) == 4
