"""Looking into one guest from its start to its end, and saying what was seen.

A thread of `yarara run` empties the rings every few milliseconds, once more when the guest has ended, however it ended.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from yarara.kernel.boot.state import KernelState
from yarara.kernel.trace.area import SMALLEST, total_size
from yarara.observe import layout
from yarara.observe.chrome import ChromeTrace
from yarara.observe.clock import LEAST_DISTANCE, TimeScale
from yarara.observe.image import ImageFile
from yarara.observe.shared import Record, Recording, SharedMemory
from yarara.observe.timeline import Decoder, Entry

PERIOD = 0.004
"""Seconds between two looks."""
MOST_HELD = 100_000
"""Events that wait until it is known how fast the guest's clock runs."""
PROCESS_AREA = 16 * SMALLEST
"""Bytes of rings where they are not a part of a machine's memory."""


class Output(Protocol):
    """Where the timeline goes."""

    def add(self, entry: Entry, time: int) -> None: ...

    def close(self) -> None: ...


class Printer:
    """A line for each event: seconds since the start of the clock, core, category, what."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, entry: Entry, time: int) -> None:
        self._stream.write(f"{time / 1e9:14.9f} {entry.core} {entry.category:<6} {entry.name:<10} {entry.text}".rstrip() + "\n")

    def close(self) -> None:
        self._stream.flush()


class FileOutput:
    """A trace file."""

    def __init__(self, path: Path, program: str) -> None:
        self._stream = path.open("w")
        self._trace = ChromeTrace(self._stream, program)

    def add(self, entry: Entry, time: int) -> None:
        self._trace.add(entry, time)

    def close(self) -> None:
        self._trace.close()
        self._stream.close()


class Session:
    """A context manager around the guest's life; `memory.descriptor` is for the guest."""

    def __init__(self, image: ImageFile, memory_size: int | None, output: Output | None, frames: BinaryIO | None) -> None:
        """`memory_size` is that of a virtual machine, None for a process."""
        pointer = None
        if memory_size is not None:
            state = image.symbol("yarara_kernel_state")
            assert state is not None, "an image with trace points has symbols"
            pointer = state + layout.fields(KernelState)["trace"][0]
        self.memory = SharedMemory(total_size(PROCESS_AREA) if memory_size is None else memory_size)
        self._recording = Recording(self.memory.data, pointer)
        self._decoder = Decoder(image.text_at, image.place_of)
        self._scale = TimeScale()
        self._output = output
        self._frames = frames
        self._origin: int | None = None
        self._held: list[Record] = []  # newer than what every core had told at the last look
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="observe", daemon=True)

    @property
    def lost(self) -> int:
        """Events that came too fast to be taken."""
        return self._recording.lost

    @property
    def frames_lost(self) -> int:
        """Frames that found no room."""
        return self._recording.field("frames_lost") if self._recording.is_there() else 0

    def __enter__(self) -> Session:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()
        self._look()
        self._note_time(1)
        self._tell(self._held)
        if self._output is not None:
            self._output.close()
        if self._frames is not None:
            self._frames.close()

    def close(self) -> None:
        self.memory.close()

    def _watch(self) -> None:
        while not self._ended.wait(PERIOD):
            self._look()

    def _look(self) -> None:
        """Take what is there. Events of different cores come in order only up to the newest that the look before this one saw."""
        if self._frames is not None:
            self._frames.write(self._recording.frames())
        if self._output is None:
            return
        self._note_time(LEAST_DISTANCE)
        newest = self._held[-1].ticks if self._held else 0
        pending = self._held + self._recording.events()
        pending.sort(key=lambda record: record.ticks)
        settled = sum(1 for _ in _until(pending, newest))
        if not self._scale.is_known and len(pending) < MOST_HELD:
            settled = 0
        self._tell(pending[:settled])
        self._held = pending[settled:]

    def _note_time(self, least_distance: int) -> None:
        for moment in (self._recording.first_moment(), self._recording.moment()):
            if moment is not None:
                self._scale.add(*moment, least_distance)

    def _tell(self, records: list[Record]) -> None:
        """Times count from the first event."""
        if self._output is None:
            return
        for record in records:
            entry = self._decoder.decode(record)
            if self._origin is None:
                self._origin = self._scale.time(record.ticks)
            if entry is not None:
                self._output.add(entry, max(self._scale.time(record.ticks) - self._origin, 0))


def _until(records: list[Record], newest: int) -> Iterator[Record]:
    for record in records:
        if record.ticks > newest:
            return
        yield record
