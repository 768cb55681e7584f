"""The 8254 timer, channel 2: a clock of known frequency to measure the others against. It needs no interrupt.

QEMU: part of pc and q35, and of microvm with pit=on.
"""

from __future__ import annotations

from yarara import machine

FREQUENCY = 1_193_182  # Hz
CHANNEL_2 = 0x42
COMMAND = 0x43
GATE = 0x61

COUNT_DOWN_ONCE = 0xB0  # channel 2, low byte then high byte, mode 0, binary
LATCH = 0x80


def start() -> None:
    """Let channel 2 count down from 65535: about 55 milliseconds."""
    machine.out8(GATE, machine.in8(GATE) & 0xFC | 0x01)  # gate on, speaker off
    machine.out8(COMMAND, COUNT_DOWN_ONCE)
    machine.out8(CHANNEL_2, 0xFF)
    machine.out8(CHANNEL_2, 0xFF)


def now() -> int:
    """Ticks since `start`; meaningful up to 65535."""
    machine.out8(COMMAND, LATCH)
    low = machine.in8(CHANNEL_2)
    return 0xFFFF - (machine.in8(CHANNEL_2) << 8 | low)
