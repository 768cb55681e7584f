"""A program in a virtual machine at the end of a wire."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Iterator

from tests.wire.peer import Peer
from tests.wire.wire import Cable, Wire
from yarara import cache
from yarara.machines import qemu
from yarara.machines.qemu import Configuration
from yarara.machines.run import Outputs, VirtualMachine

PROGRAMS = Path(__file__).parent / "programs"


class Guest:
    """The machine, its outputs as they come, and the peer that it can talk to."""

    def __init__(self, program: Path, directory: Path, arguments: list[str], cable: Cable | None = None, **options: object) -> None:
        self.wire: Cable = cable or Wire()
        self.peer = Peer(self.wire)
        self.monitor = Monitor(directory / "qmp")
        self.stdout = bytearray()
        self.stderr = bytearray()
        self.log = bytearray()
        image = cache.image_of(program).path
        configuration = Configuration(network=True, network_backend=self.wire.backend,
                                      arguments=[str(program), *arguments], **options)  # type: ignore[arg-type]
        outputs = Outputs(self.stdout.extend, self.stderr.extend, self.log.extend)
        self.machine = VirtualMachine(
            lambda streams: [*qemu.command_line(qemu.find(), image, configuration, streams), *self.wire.options, *self.monitor.options], outputs)
        self._pump = threading.Thread(target=self.machine.pump, daemon=True)
        self._pump.start()

    def wait_for(self, text: str, timeout: float = 120) -> None:
        """Until stdout contains `text`; meanwhile the peer answers what the guest asks the network."""
        deadline = time.monotonic() + timeout
        while text.encode() not in self.stdout:
            assert time.monotonic() < deadline and self._pump.is_alive(), (
                f"{text!r} was not printed; stdout {bytes(self.stdout)!r}, stderr {bytes(self.stderr)!r}, "
                f"log {bytes(self.log)!r}, frames {self.peer.summary()}")
            self.peer.receive(lambda packet: False, 0.05)

    def __enter__(self) -> Guest:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.machine.stop()
        self._pump.join(10)
        self.machine.__exit__(kind, error, trace)
        self.wire.close()


class Monitor:
    """QEMU's machine protocol (QMP), for what cannot be done from the wire."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def options(self) -> list[str]:
        return ["-qmp", f"unix:{self._path},server=on,wait=off"]

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The guest stands still inside the block."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self._path))
            stream = connection.makefile("rw", encoding="utf-8")
            stream.readline()  # the greeting
            _execute(stream, "qmp_capabilities")
            _execute(stream, "stop")
            try:
                yield
            finally:
                _execute(stream, "cont")


def _execute(stream: object, command: str) -> None:
    stream.write(json.dumps({"execute": command}) + "\n")  # type: ignore[attr-defined]
    stream.flush()  # type: ignore[attr-defined]
    while "return" not in json.loads(stream.readline()):  # type: ignore[attr-defined]
        pass  # events


def boot(program: str | Path, directory: Path, *arguments: str, until: str = "listening", **options: Any) -> Guest:
    """Boot a program (a name in `programs/`, or a path) and wait until it says that it is ready. Options are those of Configuration,
    and `cable`."""
    path = PROGRAMS / program if isinstance(program, str) else program
    guest = Guest(path, directory, list(arguments), **options)
    try:
        guest.wait_for(until)
    except BaseException:
        guest.__exit__(None, None, None)
        raise
    return guest
