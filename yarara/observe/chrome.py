"""The timeline as Chrome trace events, which Perfetto (ui.perfetto.dev) and chrome://tracing open.

One track for each core shows which thread runs and when the core sleeps; what devices and the network do stands there as instants. How
many buffers each queue has lent is a counter, each TCP connection a track of its states. Written in the array form, in which the closing
bracket may be missing, so that a file is good even when its writer was killed.
"""

from __future__ import annotations

import json
from typing import TextIO

from yarara.observe.timeline import MAIN, NET, Entry

PROCESS = 1


class ChromeTrace:
    """Writes to an open file; `close` ends what is still open."""

    def __init__(self, stream: TextIO, program: str) -> None:
        self._stream = stream
        self._first = True
        self._running: dict[int, tuple[str, int]] = {}  # by core: the thread that runs, and since when
        self._halted: dict[int, int] = {}
        self._states: dict[str, str] = {}  # by connection
        self._cores: set[int] = set()
        self._last = 0
        stream.write("[\n")
        self._write(name="process_name", ph="M", pid=PROCESS, args={"name": program})

    def add(self, entry: Entry, time: int) -> None:
        """The next entry; `time` in nanoseconds."""
        self._last = max(self._last, time)
        self._introduce(entry.core)
        if entry.name == "switch":
            self._switch(entry, time)
        elif entry.name == "halt":
            self._halted[entry.core] = time
        elif entry.name == "resume":
            self._slice("halt", entry.core, self._halted.pop(entry.core, time), time, "sched")
        elif entry.name == "tcp":
            self._connection(entry, time)
        else:
            self._notice_main(entry)
            self._write(name=entry.name, ph="i", s="t", cat=entry.category, ts=_microseconds(time), pid=PROCESS, tid=entry.core,
                        args={**entry.details, "text": entry.text})
            if "lent" in entry.details:
                self._write(name=str(entry.details["queue"]), ph="C", cat=entry.category, ts=_microseconds(time), pid=PROCESS,
                            args={"lent": entry.details["lent"]})

    def close(self) -> None:
        """What runs now ran until the last event; the file is complete."""
        for core, since in self._halted.items():
            self._slice("halt", core, since, self._last, "sched")
        for core, (thread, since) in self._running.items():
            self._slice(thread, core, since, self._last, "sched")
        for connection, state in self._states.items():
            self._state("e", connection, state, self._last)
        self._stream.write("\n]\n")

    # -- what becomes of entries ---------------------------------------------------------------------------------------

    def _introduce(self, core: int) -> None:
        if core not in self._cores:
            self._cores.add(core)
            self._write(name="thread_name", ph="M", pid=PROCESS, tid=core, args={"name": f"core {core}"})
            self._write(name="thread_sort_index", ph="M", pid=PROCESS, tid=core, args={"sort_index": core})

    def _notice_main(self, entry: Entry) -> None:
        """It runs from the beginning, and may never let another thread run on its core, so that no switch would tell of it."""
        if entry.name == "thread" and entry.details["thread"] == MAIN:
            self._running.setdefault(entry.core, (MAIN, 0))

    def _switch(self, entry: Entry, time: int) -> None:
        thread, since = self._running.pop(entry.core, (str(entry.details["leaving"]), 0))
        self._slice(thread, entry.core, since, time, "sched", reason=entry.details["reason"])
        self._running[entry.core] = (str(entry.details["coming"]), time)

    def _slice(self, name: str, core: int, since: int, until: int, category: str, **details: object) -> None:
        self._write(name=name, ph="X", cat=category, ts=_microseconds(since), dur=_microseconds(until - since), pid=PROCESS, tid=core, args=details)

    def _connection(self, entry: Entry, time: int) -> None:
        connection, new = str(entry.details["connection"]), str(entry.details["new"])
        old = self._states.pop(connection, None)
        if old is not None:
            self._state("e", connection, old, time)
        if new != "CLOSED":
            self._states[connection] = new
            self._state("b", connection, new, time)

    def _state(self, phase: str, connection: str, state: str, time: int) -> None:
        self._write(name=state, ph=phase, cat=NET, id=connection, ts=_microseconds(time), pid=PROCESS, args={"connection": connection})

    def _write(self, **event: object) -> None:
        self._stream.write(("" if self._first else ",\n") + json.dumps(event))
        self._first = False


def _microseconds(nanoseconds: int) -> float:
    return nanoseconds / 1000
