"""`--share virtiofs`: a virtiofsd for each directory that a machine is given, started before it and ended after it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from yarara.errors import UserError
from yarara.machines.run import die_with
from yarara.machines.storage import SharedDirectory

NINEP = "9p"
VIRTIOFS = "virtiofs"
WAYS = (NINEP, VIRTIOFS)
"""How a directory of the host gets into a virtual machine; the first one needs nothing but QEMU."""
PROGRAM = "virtiofsd"
PLACES = ("/usr/libexec/virtiofsd", "/usr/lib/qemu/virtiofsd", "/usr/lib/virtiofsd")
"""Where distributions put it: not in PATH, since people seldom start it."""
_PATIENCE = 30.0
"""Seconds that it may take to begin; it takes milliseconds."""


def find() -> str:
    """The path of the server. Raises UserError with the package to install."""
    for place in (shutil.which(PROGRAM), *PLACES):
        if place is not None and os.access(place, os.X_OK):
            return place
    raise UserError(f"--share {VIRTIOFS}: {PROGRAM} is not installed; on Debian 12 or Ubuntu 22.04: apt install qemu-system-common, later ones: apt install virtiofsd; "
                    f"without it: --share {NINEP}")


def check(directories: list[SharedDirectory]) -> None:
    """Raises UserError for what such a server cannot do."""
    for directory in directories:
        if directory.read_only:
            raise UserError(f"--mount {directory.host}:{directory.guest}:ro: {PROGRAM} cannot keep a program from writing; use --share {NINEP}", 2)


class FileServers:
    """They run while this is entered (`with`). They die with the process that started them, even when that one is killed."""

    def __init__(self, directories: list[SharedDirectory]) -> None:
        self._directories = directories
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._running: list[subprocess.Popen[bytes]] = []
        self.sockets: list[Path] = []
        """Where QEMU finds each."""

    def __enter__(self) -> FileServers:
        """Raises UserError when one does not start."""
        if not self._directories:
            return self
        program = find()
        self._folder = tempfile.TemporaryDirectory(prefix="yarara-files-")
        try:
            for number, directory in enumerate(self._directories):
                self._start(program, directory, Path(self._folder.name) / f"mount{number}")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _start(self, program: str, directory: SharedDirectory, socket: Path) -> None:
        said = socket.with_suffix(".errors")
        with said.open("wb") as errors:
            server = subprocess.Popen([program, f"--socket-path={socket}", "-o", f"source={_escaped(str(directory.host))},sandbox=chroot", "-f"],
                                      stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True, preexec_fn=die_with(os.getpid()))
        self._running.append(server)
        self.sockets.append(socket)
        deadline = time.monotonic() + _PATIENCE
        while not socket.exists():
            if server.poll() is not None or time.monotonic() > deadline:
                raise UserError(f"--share {VIRTIOFS}: {program} does not serve {directory.host}: {_last_line(said)}\nit needs root; without it: --share {NINEP}")
            time.sleep(0.005)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for server in self._running:
            server.kill()  # what it was asked for is done: it answers only then
            server.wait()
        self._running.clear()
        if self._folder is not None:
            self._folder.cleanup()


def _escaped(path: str) -> str:
    """In its list of options a comma ends one."""
    return path.replace("\\", "\\\\").replace(",", "\\,")


def _last_line(said: Path) -> str:
    lines = said.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
