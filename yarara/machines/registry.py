"""What runs now: a small file for each `yarara run`, in a directory of this user's, so that `yarara top` finds it.

    $XDG_RUNTIME_DIR/yarara/PID.json     (or /tmp/yarara-UID/)
    $XDG_RUNTIME_DIR/yarara/PID.qmp      QEMU's monitor
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType


@dataclass(frozen=True)
class Running:
    """One guest."""
    pid: int
    """Of `yarara run`."""
    guest: int
    """Of QEMU, or of the process that the program is."""
    program: str
    image: str
    """A path that leads to the file which was started, also when another one has taken its name since."""
    machine: str
    cpus: int
    monitor: str | None
    """The socket of QEMU's monitor; None for a process."""


def directory() -> Path:
    """Where the files are."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    return Path(base) / "yarara" if base else Path(tempfile.gettempdir()) / f"yarara-{os.getuid()}"


def running() -> list[Running]:
    """What runs, the newest last. A file whose `yarara run` is no more is removed."""
    found = []
    for path in sorted(directory().glob("*.json"), key=lambda path: path.stat().st_mtime_ns):
        try:
            entry = Running(**json.loads(path.read_text()))
        except (OSError, ValueError, TypeError):
            continue
        if os.path.exists(f"/proc/{entry.pid}") and os.path.exists(f"/proc/{entry.guest}"):
            found.append(entry)
        else:
            path.unlink(missing_ok=True)
            path.with_suffix(".qmp").unlink(missing_ok=True)
    return found


class Registration:
    """The files of this process, there as long as the block lasts. A directory that cannot be written is no reason not to run."""

    def __init__(self, program: str, image: Path, machine: str, cpus: int) -> None:
        self._program, self._machine, self._cpus = program, machine, cpus
        self._stream = image.open("rb")
        self._path = directory() / f"{os.getpid()}.json"
        self._usable = self._prepare()

    @property
    def monitor(self) -> Path | None:
        """Where QEMU is to make the socket of its monitor."""
        return self._path.with_suffix(".qmp") if self._usable else None

    def started(self, guest: int) -> None:
        """The guest runs."""
        if not self._usable:
            return
        monitor = str(self.monitor) if self._machine != "process" else None
        entry = Running(os.getpid(), guest, self._program, f"/proc/{os.getpid()}/fd/{self._stream.fileno()}", self._machine, self._cpus, monitor)
        self._path.write_text(json.dumps(asdict(entry)))

    def _prepare(self) -> bool:
        try:
            directory().mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.access(directory(), os.W_OK | os.X_OK) and directory().stat().st_uid == os.getuid()
        except OSError:
            return False

    def __enter__(self) -> Registration:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.close()
        for path in (self._path, self._path.with_suffix(".qmp")):
            path.unlink(missing_ok=True)
