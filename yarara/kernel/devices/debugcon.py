"""QEMU's debug console: a port that takes bytes, and reads back 0xE9 where it exists.

QEMU: `-chardev ... -device isa-debugcon,iobase=0xe9,chardev=...,readback=0xe9` for standard error, the same at 0x402 for the log.
"""

from __future__ import annotations

from yarara import machine

ERROR_PORT = 0xE9
LOG_PORT = 0x402
PRESENT = 0xE9


def is_present(port: int) -> bool:
    return machine.in8(port) == PRESENT


def write(port: int, address: int, length: int) -> None:
    """Send the bytes; the device takes them at once."""
    for position in range(length):
        machine.out8(port, machine.load8(address + position))
