"""One running virtual machine: start it, carry its output away byte for byte, learn how it ended, leave nothing behind."""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Callable

from yarara.machines.qemu import Streams

Sink = Callable[[bytes], None]

_READ_SIZE = 1 << 16
_PATIENCE = 2.0
"""Seconds that QEMU gets to end after SIGTERM."""

STOPPED_UNEXPECTEDLY = 70
"""The status when the kernel, not the application, failed (EX_SOFTWARE of sysexits.h)."""


@dataclass
class Outputs:
    """Where the three streams of a machine go."""
    stdout: Sink
    stderr: Sink
    log: Sink


@dataclass
class Ending:
    """How a virtual machine ended."""
    status: int | None = None
    """What the application exited with; None when it never said."""
    panic: list[str] = field(default_factory=list)
    """The kernel's last words: log lines from `panic:` on."""
    machine_errors: str = ""
    """What QEMU itself printed."""
    machine_status: int = 0
    """What QEMU exited with; negative: the signal that killed it."""


class LogReader:
    """Cuts the kernel's log into lines and remembers those that say how it ended."""

    def __init__(self) -> None:
        self.exit_status: int | None = None
        self.panic: list[str] = []
        self._partial = b""

    def feed(self, data: bytes) -> None:
        *lines, self._partial = (self._partial + data).split(b"\n")
        for line in lines:
            self._line(line.decode(errors="replace").rstrip("\r"))

    def _line(self, line: str) -> None:
        word, _, number = line.partition(" ")
        if word == "exit" and number.isdecimal():
            self.exit_status = int(number) & 0xFF
        if line.startswith("panic:") or self.panic:
            self.panic.append(line)


class VirtualMachine:
    """A QEMU process. As a context manager it is stopped at the end of the block, whatever happened.

    It also dies with the process that started it, even when that one is killed.
    """

    def __init__(self, command: Callable[[Streams], list[str]], outputs: Outputs, descriptors: Sequence[int] = ()) -> None:
        """`descriptors` are further ones that QEMU inherits."""
        self._outputs = outputs
        self._reader = LogReader()
        self._errors = bytearray()
        self._selector = selectors.DefaultSelector()
        self.command: list[str] = []
        self._start(command, descriptors)

    def _start(self, command: Callable[[Streams], list[str]], descriptors: Sequence[int]) -> None:
        sinks = [self._outputs.stdout, self._outputs.stderr, self._log, self._errors.extend]
        pipes = [os.pipe() for _ in sinks]
        writing = [write for _, write in pipes]
        try:
            self.command = command(Streams(*writing[:3]))
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=writing[3], stderr=writing[3],
                pass_fds=[*writing[:3], *descriptors], start_new_session=True, preexec_fn=die_with(os.getpid()))
        finally:
            for write in writing:
                os.close(write)
        for (read, _), sink in zip(pipes, sinks):
            self._selector.register(read, selectors.EVENT_READ, sink)

    def _log(self, data: bytes) -> None:
        self._reader.feed(data)
        self._outputs.log(data)

    def pump(self, deadline: float | None = None) -> bool:
        """Carry output until the machine has ended (True), or until `deadline` on the monotonic clock (False)."""
        while self._selector.get_map():
            wait = None if deadline is None else deadline - time.monotonic()
            if wait is not None and wait <= 0:
                return False
            for key, _ in self._selector.select(wait):
                self._carry(key.fd, key.data)
        self.process.wait()
        return True

    def _carry(self, descriptor: int, sink: Sink) -> None:
        data = os.read(descriptor, _READ_SIZE)
        if data:
            sink(data)
        else:
            self._selector.unregister(descriptor)
            os.close(descriptor)

    def stop(self) -> None:
        """End the machine now; what it had already written is still carried."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def ending(self) -> Ending:
        """How it ended; meaningful after `pump` returned True."""
        return Ending(self._reader.exit_status, self._reader.panic,
                      self._errors.decode(errors="replace"), self.process.returncode)

    def __enter__(self) -> VirtualMachine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        for key in list(self._selector.get_map().values()):
            self._selector.unregister(key.fd)
            os.close(key.fd)
        self._selector.close()


def die_with(parent: int) -> Callable[[], None]:
    """What a child does before `exec` so that it does not outlive its parent: prctl(PR_SET_PDEATHSIG, SIGKILL)."""
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(1, signal.SIGKILL)
        if os.getppid() != parent:  # it died between fork and prctl
            os._exit(1)

    return prepare
