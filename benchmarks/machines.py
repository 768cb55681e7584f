"""Images booted for measuring."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from yarara import cache
from yarara.compiler.options import Options
from yarara.machines import qemu
from yarara.machines.qemu import Configuration
from yarara.machines.run import Outputs, VirtualMachine

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "benchmarks"


def example(name: str, target: str = "vm") -> Path:
    """The image of an example program."""
    return cache.image_of(ROOT / "examples" / name, Options(target)).path


def _ignore(data: bytes) -> None:
    pass


class Booted:
    """A running machine whose output is collected by a thread."""

    def __init__(self, image: Path, configuration: Configuration) -> None:
        self.stdout = bytearray()
        self.first_byte = Event()
        self.first_byte_after = 0.0
        self.ended = Event()
        outputs = Outputs(self._stdout, _ignore, _ignore)
        self._started = time.monotonic()
        self.machine = VirtualMachine(
            lambda streams: qemu.command_line(qemu.find(), image, configuration, streams), outputs)
        self._pump = Thread(target=self._carry, daemon=True)
        self._pump.start()

    def _carry(self) -> None:
        self.machine.pump()
        self.ended.set()

    def _stdout(self, data: bytes) -> None:
        if not self.stdout:
            self.first_byte_after = time.monotonic() - self._started
        self.stdout += data
        self.first_byte.set()

    def stop(self) -> None:
        self.machine.stop()
        self._pump.join()
        self.machine.__exit__(None, None, None)


@contextmanager
def booted(image: Path, configuration: Configuration) -> Iterator[Booted]:
    machine = Booted(image, configuration)
    try:
        yield machine
    finally:
        machine.stop()


def output(image: Path, configuration: Configuration, limit: float) -> bytes | None:
    """What the program prints; None when it does not end with status 0 within `limit` seconds."""
    with booted(image, configuration) as machine:
        if not machine.ended.wait(limit):
            return None
        return bytes(machine.stdout) if machine.machine.ending().status == 0 else None
