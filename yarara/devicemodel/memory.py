"""Bytes in the memory that driver and device share: the simulated one, or, when a model is compiled with the driver, the real one."""

from __future__ import annotations

from yarara import machine


def read(address: int, length: int) -> bytes:
    """A copy of so many bytes."""
    return machine.bytes_at(address, length)


def write(address: int, data: bytes) -> None:
    """Put bytes there."""
    if machine.COMPILED:
        machine.copy(address, machine.bytes_address(data), len(data))
    else:
        from yarara.simulation import simulation
        simulation.write_bytes(address, data)
