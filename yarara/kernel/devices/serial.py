"""A 16550 UART at the first serial port: where the application's standard output goes.

QEMU: `-serial stdio` (part of microvm with isa-serial=on, of q35 and pc always).
"""

from __future__ import annotations

from yarara import machine

PORT = 0x3F8
DATA = PORT
INTERRUPT_ENABLE = PORT + 1
FIFO_CONTROL = PORT + 2
LINE_CONTROL = PORT + 3
MODEM_CONTROL = PORT + 4
LINE_STATUS = PORT + 5

TRANSMITTER_EMPTY = 0x20
FIFO_SIZE = 16
PATIENCE = 10_000_000
"""Looks at the line status before the port is given up: a cable without a reader must not stop the kernel for ever."""


def initialize() -> None:
    """115200 baud, 8 data bits, no parity, FIFOs on, no interrupts."""
    machine.out8(INTERRUPT_ENABLE, 0)
    machine.out8(LINE_CONTROL, 0x80)  # the next two writes set the divisor
    machine.out8(DATA, 1)
    machine.out8(INTERRUPT_ENABLE, 0)
    machine.out8(LINE_CONTROL, 0x03)
    machine.out8(FIFO_CONTROL, 0x07)
    machine.out8(MODEM_CONTROL, 0x03)


def write(address: int, length: int) -> None:
    """Send the bytes, a FIFO at a time; returns when the last ones are in the FIFO."""
    position = 0
    while position < length:
        if not _wait_until_empty():
            return
        end = min(length, position + FIFO_SIZE)
        while position < end:
            machine.out8(DATA, machine.load8(address + position))
            position += 1


def flush() -> None:
    """Wait until everything has left."""
    _wait_until_empty()


def _wait_until_empty() -> bool:
    looks = 0
    while machine.in8(LINE_STATUS) & TRANSMITTER_EMPTY == 0:
        machine.pause()
        looks += 1
        if looks == PATIENCE:
            return False
    return True
