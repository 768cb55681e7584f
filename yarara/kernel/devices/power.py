"""The end of the machine: QEMU's exit device, then the ways to switch a PC off, then a halt for ever.

QEMU: `-device isa-debug-exit,iobase=0xf4,iosize=4`.
"""

from __future__ import annotations

from yarara import machine

EXIT_PORT = 0xF4
POWER_CONTROL_PORTS_SLEEP = 0x2000  # PM1_CNT.SLP_EN, sleep type 0: what QEMU and Bochs call soft off
PM1_CONTROL_Q35 = 0x604
PM1_CONTROL_PC = 0xB004


def leave(status: int) -> None:
    """Never returns. The exit device makes QEMU end with (status << 1 | 1); the log already told the exact status."""
    machine.out32(EXIT_PORT, status)
    machine.out16(PM1_CONTROL_Q35, POWER_CONTROL_PORTS_SLEEP)
    machine.out16(PM1_CONTROL_PC, POWER_CONTROL_PORTS_SLEEP)
    halt()


def halt() -> None:
    """Stop this core for ever."""
    machine.disable_interrupts()
    while True:
        machine.wait_for_interrupt()
