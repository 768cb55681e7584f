"""Where standard output, standard error and the log go."""

from __future__ import annotations

from yarara.kernel import console
from yarara.kernel.devices import serial
from yarara.simulation import simulation

from tests.boot.loader import new_machine, place


class Uart:
    """The device side of a 16550 whose FIFO drains whenever somebody looks at the line status."""

    def __init__(self) -> None:
        self.sent = bytearray()
        self.overruns = 0
        self._in_fifo = 0
        self._divisor_latch = False

    def read(self, offset: int, size: int) -> int:
        if offset == 5:
            self._in_fifo = 0
            return 0x60
        return 0

    def write(self, offset: int, size: int, value: int) -> None:
        if offset == 3:
            self._divisor_latch = value & 0x80 != 0
        elif offset == 0 and not self._divisor_latch:
            self._in_fifo += 1
            self.overruns += self._in_fifo > 16
            self.sent.append(value)


class DebugConsole:
    def __init__(self) -> None:
        self.sent = bytearray()

    def read(self, offset: int, size: int) -> int:
        return 0xE9

    def write(self, offset: int, size: int, value: int) -> None:
        self.sent.append(value)


def machine_with(*debug_ports: int) -> tuple[Uart, dict[int, DebugConsole]]:
    new_machine()
    uart = Uart()
    simulation.map_ports(serial.PORT, 8, uart)
    debug = {port: DebugConsole() for port in debug_ports}
    for port, device in debug.items():
        simulation.map_ports(port, 1, device)
    console.initialize()
    return uart, debug


def test_output_leaves_by_the_serial_port_without_overrunning_its_fifo() -> None:
    uart, _ = machine_with()
    text = bytes(range(256)) * 3
    console.write_output(place(text), len(text))
    assert uart.sent == text
    assert uart.overruns == 0


def test_errors_and_the_log_have_debug_consoles_of_their_own() -> None:
    uart, debug = machine_with(0xE9, 0x402)
    console.write_error(place(b"oh no"), 5)
    console.write_log(place(b"hm"), 2)
    assert [bytes(device.sent) for device in (uart, debug[0xE9], debug[0x402])] == [b"", b"oh no", b"hm"]


def test_without_debug_consoles_errors_share_the_serial_port_and_the_log_is_dropped() -> None:
    uart, _ = machine_with()
    console.write_error(place(b"oh no"), 5)
    console.write_log(place(b"hm"), 2)
    assert uart.sent == b"oh no"


def test_a_port_that_takes_nothing_is_given_up() -> None:
    new_machine()
    simulation.map_ports(serial.PORT, 8, Stuck())
    patience = serial.PATIENCE
    serial.PATIENCE = 100
    try:
        console.write_output(place(b"x" * 100), 100)
    finally:
        serial.PATIENCE = patience


class Stuck:
    def read(self, offset: int, size: int) -> int:
        return 0

    def write(self, offset: int, size: int, value: int) -> None:
        pass
