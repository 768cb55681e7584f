"""QEMU's real devices in place of models: drivers run under CPython, each of their accesses goes to a QEMU process.

QEMU's qtest protocol is text: `readl 0xe0000000` is answered by `OK 0x...`. Its processor does nothing (firmware of two
instructions: cli, hlt), its devices work on its RAM as for any guest. Some ten thousand accesses a second.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Callable

from yarara.simulation import Simulation, simulation

_SIZES = {1: "b", 2: "w", 4: "l", 8: "q"}
_PORT_SIZES = {1: "b", 2: "w", 4: "l"}
_FIRST_FREE = 0x10_0000
_FIRMWARE = b"\xF4" * 0xFFF0 + b"\xFA\xF4\xEB\xFD" + b"\xF4" * 12  # at the reset vector: cli; hlt; jump back to hlt


class QtestError(Exception):
    """QEMU did not understand, or is gone."""


class QtestMachine:
    """While it is entered (`with`), `yarara.simulation` is a QEMU machine started with these options."""

    def __init__(self, *options: str, qemu: str = "qemu-system-x86_64", memory: int = 16, descriptors: Sequence[int] = ()) -> None:
        """`memory` in MiB; `descriptors` are what QEMU inherits."""
        self._descriptors = descriptors
        self._folder = tempfile.TemporaryDirectory(prefix="yarara-qtest-")
        firmware = Path(self._folder.name) / "firmware.bin"
        firmware.write_bytes(_FIRMWARE)
        self._end = memory << 20
        self._next = _FIRST_FREE
        self._copies: dict[bytes, int] = {}
        self._command = [qemu, "-accel", "tcg", "-qtest", "stdio", "-qtest-log", "none", "-display", "none", "-nodefaults",
                         "-m", str(memory), "-bios", str(firmware), *options]
        self.accesses = 0

    def __enter__(self) -> QtestMachine:
        self._errors = open(Path(self._folder.name) / "errors", "w+b")
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
                                         pass_fds=self._descriptors)
        replaced: dict[str, Callable[..., object]] = {
            "read": self.read, "write": self.write, "read_signed64": self.read_signed64, "read_bytes": self.read_bytes,
            "write_bytes": self.write_bytes, "port_read": self.port_read, "port_write": self.port_write,
            "allocate": self.allocate, "bytes_address": self.bytes_address}
        vars(simulation).update(replaced)
        self._replaced = list(replaced)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for name in self._replaced:
            del vars(simulation)[name]
        assert isinstance(simulation, Simulation)
        self._process.kill()
        self._process.communicate()
        self._errors.close()
        self._folder.cleanup()

    def command(self, text: str) -> str:
        """One line to QEMU; the words after OK of its answer."""
        self.accesses += 1
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(text.encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        answer = self._process.stdout.readline().decode()
        if not answer.startswith("OK"):
            self._errors.seek(0)
            raise QtestError(f"{text!r} -> {answer!r} {self._errors.read().decode(errors='replace')}")
        return answer[2:].strip()

    # -- what replaces the methods of the simulation -------------------------------------------------------------------

    def allocate(self, length: int, alignment: int = 4096) -> int:
        """RAM of the machine, given out once."""
        start = -(-self._next // alignment) * alignment
        if start + length > self._end:
            raise MemoryError("the machine has too little memory")
        self._next = start + length
        return start

    def bytes_address(self, value: bytes) -> int:
        """A copy in the machine's RAM, the same for the same bytes."""
        if value not in self._copies:
            self._copies[value] = self.allocate(max(len(value), 1), 16)
            self.write_bytes(self._copies[value], value)
        return self._copies[value]

    def read(self, address: int, size: int) -> int:
        return int(self.command(f"read{_SIZES[size]} {address:#x}"), 16)

    def read_signed64(self, address: int) -> int:
        value = self.read(address, 8)
        return value - (1 << 64) if value >> 63 else value

    def write(self, address: int, size: int, value: int) -> None:
        self.command(f"write{_SIZES[size]} {address:#x} {value & (1 << 8 * size) - 1:#x}")

    def read_bytes(self, address: int, length: int) -> bytes:
        return bytes.fromhex(self.command(f"read {address:#x} {length:#x}")[2:]) if length else b""

    def write_bytes(self, address: int, data: bytes) -> None:
        if data:
            self.command(f"write {address:#x} {len(data):#x} 0x{data.hex()}")

    def port_read(self, port: int, size: int) -> int:
        return int(self.command(f"in{_PORT_SIZES[size]} {port:#x}"), 16)

    def port_write(self, port: int, size: int, value: int) -> None:
        self.command(f"out{_PORT_SIZES[size]} {port:#x} {value & (1 << 8 * size) - 1:#x}")
