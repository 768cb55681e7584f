"""Standard input on its way into a virtual machine: a thread carries it from a descriptor to a socket that QEMU reads.

QEMU could read a terminal itself, but would make it raw: no echo, no editing of the line, no end of the input.
"""

from __future__ import annotations

import os
import socket
import threading
from types import TracebackType

_READ_SIZE = 1 << 16


class Input:
    """While it is entered. Reading begins when the machine takes what was read: a socket holds some hundred KiB."""

    def __init__(self, source: int) -> None:
        self._source = source
        self._own, self._machines = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._own.setblocking(True)
        threading.Thread(target=self._carry, daemon=True).start()

    @property
    def descriptor(self) -> int:
        """QEMU's end."""
        return self._machines.fileno()

    def _carry(self) -> None:
        try:
            while data := os.read(self._source, _READ_SIZE):
                self._own.sendall(data)
            # The end of the input. The socket stays open: QEMU forgets what it has not read yet when its other end is closed.
            self._own.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the machine has ended, or there is no standard input

    def __enter__(self) -> Input:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._machines.close()
        self._own.close()
