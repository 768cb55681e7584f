"""The image as a static Linux program on this very machine: no virtual machine, the kernel's lowest layer is system calls.

Each core is a host thread. Output, input and end are the program's own; only the kernel's log comes through a pipe.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from urllib.parse import quote_from_bytes

from yarara.machines.qemu import Configuration, network_options, recording_options
from yarara.machines.run import LogReader, Sink, die_with

_READ_SIZE = 1 << 16


@dataclass
class ProcessEnding:
    """How the process ended."""
    status: int | None
    """Its exit status, negative: the signal that ended it; None when its time was up."""
    panic: list[str] = field(default_factory=list)
    """The kernel's last words: log lines from `panic:` on."""


def run(image: Path, configuration: Configuration, timeout: float | None, log: Sink, started: Callable[[int], None]) -> ProcessEnding:
    """Run it with our own standard streams until it ends, or for `timeout` seconds. `started` is told its number."""
    deadline = None if timeout is None else time.monotonic() + timeout
    reader = LogReader()
    read, write = os.pipe()
    try:
        process = subprocess.Popen(configuration.arguments, executable=str(image), env=_environment(configuration, write),
                                   pass_fds=[write] if configuration.shared_memory is None else [write, configuration.shared_memory], preexec_fn=_prepare(os.getpid()))
    finally:
        os.close(write)
    try:
        started(process.pid)
        in_time = _carry(read, deadline, reader, log)
        return ProcessEnding(process.wait() if in_time else None, reader.panic)
    finally:
        process.kill()
        process.wait()
        os.close(read)


def _prepare(parent: int) -> Callable[[], None]:
    """Before `exec`: it dies with its parent, and `yarara top` may look into it where only relatives may (prctl(PR_SET_PTRACER))."""
    die = die_with(parent)
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        die()
        libc.prctl(0x59616D61, ctypes.c_ulong(-1))

    return prepare


def _carry(read: int, deadline: float | None, reader: LogReader, log: Sink) -> bool:
    """Take the log until the process has ended (True) or the time is up (False)."""
    with DefaultSelector() as selector:
        selector.register(read, EVENT_READ)
        while True:
            wait = None if deadline is None else deadline - time.monotonic()
            if wait is not None and wait <= 0:
                return False
            if selector.select(wait):
                data = os.read(read, _READ_SIZE)
                if not data:
                    return True
                reader.feed(data)
                log(data)


def _environment(configuration: Configuration, log: int) -> dict[str, str]:
    """What the program finds in os.environ, and what the kernel finds (kernel/process/options.py)."""
    return {
        **dict(assignment.split("=", 1) for assignment in configuration.environment),
        "YARARA_CPUS": str(configuration.cpus),
        "YARARA_MEMORY": str(configuration.memory_bytes),
        "YARARA_LOG": str(log),
        "YARARA_OPTIONS": _options(configuration),
        **({} if configuration.shared_memory is None else {"YARARA_TRACE": str(configuration.shared_memory), "YARARA_TRACE_SIZE": str(configuration.shared_size)}),
        **({"YARARA_GC_STATS": "1"} if configuration.gc_stats else {}),
    }


def _options(configuration: Configuration) -> str:
    words = [f"mount={quote_from_bytes(os.fsencode(f'{directory.host}:{directory.guest}'))}" for directory in configuration.directories]
    if configuration.tap is not None:
        words.append(f"tap={configuration.tap}")
    return " ".join(words + network_options(configuration) + recording_options(configuration))
