"""QEMU's monitor (QMP): questions to a virtual machine that runs."""

from __future__ import annotations

import json
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

from yarara.errors import UserError

PATIENCE = 10.0
"""Seconds for an answer; another client may have the monitor for a moment."""


class Monitor:
    """One connection."""

    def __init__(self, path: str) -> None:
        """Raises UserError when nobody answers."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE)
        try:
            self._socket.connect(path)
            self._stream = self._socket.makefile("rw")
            self._receive("QMP")
            self.ask("qmp_capabilities")
        except OSError as error:
            raise UserError(f"the machine's monitor does not answer ({error})") from None
        self._file = Path(tempfile.mkdtemp(dir=os.path.dirname(path))) / "memory"

    def ask(self, command: str, **arguments: object) -> Any:
        """The answer to a command."""
        self._stream.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self._stream.flush()
        return self._receive("return")["return"]

    def read(self, address: int, count: int) -> bytes:
        """Guest-physical memory."""
        self.ask("pmemsave", val=address, size=count, filename=str(self._file))
        return self._file.read_bytes()

    def cpu_threads(self) -> list[int]:
        """Linux's number for the thread of each virtual CPU."""
        return [int(cpu["thread-id"]) for cpu in self.ask("query-cpus-fast")]

    def close(self) -> None:
        self._stream.close()
        self._socket.close()
        self._file.unlink(missing_ok=True)
        self._file.parent.rmdir()

    def _receive(self, wanted: str) -> dict[str, Any]:
        """The next message of a kind; events in between are of no interest here."""
        while True:
            line = self._stream.readline()
            if not line:
                raise UserError("the machine has ended")
            message: dict[str, Any] = json.loads(line)
            if "error" in message:
                raise UserError(f"the machine's monitor says: {message['error']['desc']}")
            if wanted in message:
                return message
