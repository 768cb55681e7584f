"""The console driver with its model, over every transport and every format of ring."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.machines import ALL_SETS, LIVES, attach
from yarara.devicemodel.console import ALL_FEATURES, F_MULTIPORT, PORT_ADD, PORT_NAME, PORT_OPEN, PORT_REMOVE, ConsoleModel
from yarara.devicemodel.device import F_IN_ORDER
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.queue import DriverError
from yarara.kernel.virtio import console
from yarara.kernel.virtio.console import NOT_YET, VirtioConsole
from yarara.kernel.virtio.console_port import BUFFERS, OUTPUT_SIZE, Port
from yarara.kernel.virtio.transport import DEVICE_CONSOLE, VirtioError
from yarara.simulation import BusError, simulation


def start(model: ConsoleModel | None = None, bus: str = "mmio") -> tuple[ConsoleModel, VirtioConsole, int]:
    """A device whose port 1 is the input, its driver, and memory to read into."""
    simulation.reset()
    model = model or ConsoleModel({1: b"input"})
    transport = attach(model, bus)
    assert transport.device_type == DEVICE_CONSOLE
    return model, VirtioConsole(transport), simulation.allocate(8192)


def read(driver: VirtioConsole, buffer: int, length: int = 8192) -> bytes | int:
    """What comes; a number when nothing does."""
    count = driver.read(buffer, length)
    return simulation.read_bytes(buffer, count) if count > 0 else count


@pytest.mark.parametrize("bus, features", LIVES)
def test_what_the_host_sends_arrives_until_it_closes(bus: str, features: str) -> None:
    model, driver, buffer = start(ConsoleModel({1: b"input"}, ALL_SETS[features] & ALL_FEATURES | F_MULTIPORT), bus)
    assert model.opened == {1}
    for turn in range(60):
        assert read(driver, buffer) == NOT_YET
        data = bytes([turn]) * (1 + 69 * turn)
        assert model.send(1, data)
        assert read(driver, buffer) == data
    assert model.send(1, b"last") and model.close(1)
    assert read(driver, buffer) == b"last"
    assert read(driver, buffer) == 0 and read(driver, buffer) == 0
    assert driver.faults == 0 and model.interrupt_status == 0


def test_a_reader_takes_as_much_as_it_wants() -> None:
    model, driver, buffer = start()
    model.send(1, b"abcdef")
    model.send(1, b"gh")
    assert [read(driver, buffer, length) for length in (1, 3, 10, 10)] == [b"a", b"bcd", b"ef", b"gh"]
    assert read(driver, buffer) == NOT_YET


def test_buffers_are_used_again_and_no_more_comes_than_fits() -> None:
    model, driver, buffer = start()
    sent = 0
    while model.send(1, bytes([sent]) * 4096):
        sent += 1
    assert sent == BUFFERS
    for number in range(sent):
        assert read(driver, buffer) == bytes([number]) * 4096
    assert read(driver, buffer) == NOT_YET
    assert model.send(1, b"more") and read(driver, buffer) == b"more"


def test_a_buffer_without_bytes_is_passed_over() -> None:
    model, driver, buffer = start()
    model.send(1, b"")
    assert read(driver, buffer) == NOT_YET
    model.send(1, b"")
    model.send(1, b"x")
    assert read(driver, buffer) == b"x"


def test_a_port_that_nobody_has_open_is_at_its_end() -> None:
    model = ConsoleModel({1: b"input"})
    model.open.clear()
    model, driver, buffer = start(model)
    assert read(driver, buffer) == 0
    model.say(1, PORT_OPEN, 1)
    assert read(driver, buffer) == NOT_YET, "somebody opens it after all"
    assert model.send(1, b"hello") and read(driver, buffer) == b"hello"


def test_a_port_is_known_by_its_name() -> None:
    model, driver, buffer = start(ConsoleModel({0: b"other", 1: b"input\0", 4: b"input"}, most=5))
    assert model.refused == {4}, "there is no driver for so many"
    assert model.opened == {1}
    assert not model.send(0, b"nobody listens") and model.send(1, b"x")
    assert read(driver, buffer) == b"x"


@pytest.mark.parametrize("ports", [{}, {1: b"out"}, {1: b""}, {4: b"input"}])
def test_without_a_port_that_is_known_the_device_is_not_used(ports: dict[int, bytes]) -> None:
    with pytest.raises(VirtioError, match="no port called input, output or log"):
        start(ConsoleModel(ports, most=5))


def test_without_several_ports_the_device_is_not_used() -> None:
    with pytest.raises(VirtioError, match="does not offer"):
        start(ConsoleModel({1: b"input"}, ALL_FEATURES & ~F_MULTIPORT))


def test_a_port_that_is_taken_away_is_at_its_end() -> None:
    model, driver, buffer = start()
    model.say(1, PORT_REMOVE, 1)
    assert read(driver, buffer) == 0


@pytest.mark.parametrize("number, event, rest", [(7, PORT_OPEN, b""), (0xFFFF_FFFF, PORT_NAME, b"input"), (1, 999, b""), (9, PORT_REMOVE, b""),
                                                 (1, PORT_NAME, b"\xff\xfe"), (2, PORT_NAME, b"x" * 400)])
def test_messages_that_make_no_sense_do_no_harm(number: int, event: int, rest: bytes) -> None:
    model, driver, buffer = start()
    model.say(number, event, 1, rest)
    model._write(2, b"short")
    model.send(1, b"x")
    assert read(driver, buffer) == b"x"
    renamed = event == PORT_NAME and number == 1
    assert [read(driver, buffer) for _ in range(2)] == ([NOT_YET, 0] if renamed else [NOT_YET, NOT_YET])
    assert driver.faults == 0


def test_a_device_that_does_not_answer_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "PATIENCE", 50)
    model = ConsoleModel({1: b"input"})
    model.mute = True
    with pytest.raises(VirtioError, match="did not answer"):
        start(model)


def test_a_device_that_falls_silent_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "PATIENCE", 50)
    model, driver, buffer = start()
    model.mute = True
    model.say(1, PORT_ADD, 1)
    assert read(driver, buffer) == 0 and driver.failed, "it does not answer after the reset either"
    assert read(driver, buffer) == 0


@pytest.mark.parametrize("queue", [2, 3, 4])
@pytest.mark.parametrize("lie", LIES)
@settings(max_examples=15, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, queue: int, choices: random.Random, features: str) -> None:
    model, driver, buffer = start(ConsoleModel({1: b"input"}, ALL_SETS[features] & ALL_FEATURES | F_MULTIPORT))
    model.send(1, b"before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "PATIENCE", 50)
        LIES[lie](model.queues[queue].live, choices.randrange)
        for _ in range(3):
            with contextlib.suppress(DriverError, BusError):  # what the model finds may be forged: then it goes astray, not the driver
                driver.read(buffer, 100)
    driver._recover(driver._control)
    assert not driver.failed and model.opened == {1}
    assert model.send(1, b"after") and read(driver, buffer) == b"after"


# -- output ------------------------------------------------------------------------------------------------------------

TRANSMIT = {1: 5, 2: 7}
"""The queue of each port."""


def start_output(features: int = ALL_FEATURES, bus: str = "mmio") -> tuple[ConsoleModel, VirtioConsole]:
    model, driver, _ = start(ConsoleModel({1: b"output", 2: b"log"}, features), bus)
    assert model.opened == {1, 2} and driver.input is None
    return model, driver


def write(driver: VirtioConsole, port: Port | None, data: bytes) -> int:
    """How many bytes were taken."""
    assert port is not None
    at = simulation.allocate(max(len(data), 1))
    simulation.write_bytes(at, data)
    return driver.write(port, at, len(data))


@pytest.mark.parametrize("bus, features", LIVES)
def test_what_is_written_comes_out_of_its_port(bus: str, features: str) -> None:
    model, driver = start_output(ALL_SETS[features] & ALL_FEATURES | F_MULTIPORT, bus)
    said = bytearray()
    for turn in range(60):
        data = bytes([turn]) * (1 + 997 * turn % 5000)
        assert write(driver, driver.output, data) == len(data)
        said += data
        assert write(driver, driver.log, b"%d" % turn) == len(str(turn))
    assert model.written[1] == said and len(said) > 3 * OUTPUT_SIZE, "also where the memory begins again"
    assert model.written[2] == b"".join(b"%d" % turn for turn in range(60))
    assert driver.output is not None and driver.is_written(driver.output) and driver.faults == 0 and model.interrupt_status == 0


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(1, 9000), max_size=40), steps=st.lists(st.integers(0, 6), max_size=40), features=st.sampled_from(sorted(ALL_SETS)))
def test_no_byte_is_lost_or_doubled_while_the_device_lags(sizes: list[int], steps: list[int], features: str) -> None:
    model, driver = start_output(ALL_SETS[features] & ALL_FEATURES | F_MULTIPORT)
    said = bytearray()
    for number, size in enumerate(sizes):
        model.holds = True
        data = random.Random(number).randbytes(size)
        said += data[:write(driver, driver.output, data)]
        model.holds = False
        model.take_writes(TRANSMIT[1], steps[number] if number < len(steps) else 1)
    model.take_writes(TRANSMIT[1])
    assert model.written[1] == said and driver.faults == 0
    assert driver.output is not None and driver.is_written(driver.output)


def test_no_more_is_taken_than_there_is_room_for() -> None:
    model, driver = start_output()
    model.holds = True
    assert write(driver, driver.output, bytes(OUTPUT_SIZE + 1000)) == OUTPUT_SIZE
    assert write(driver, driver.output, b"more") == 0
    assert driver.output is not None and not driver.is_written(driver.output)
    model.holds = False
    model.take_writes(TRANSMIT[1])
    assert write(driver, driver.output, b"more") == 4 and model.written[1] == bytes(OUTPUT_SIZE) + b"more"


def test_a_device_that_is_busy_is_not_told_of_each_line() -> None:
    model, driver = start_output()
    model.holds = True
    for _ in range(12):
        write(driver, driver.output, b"a line\n")
    assert model.queues[TRANSMIT[1]].kicks == 1
    model.holds = False
    model.take_writes(TRANSMIT[1])
    assert model.written[1] == b"a line\n" * 12


def test_a_port_that_is_taken_away_is_no_output_any_more() -> None:
    model, driver = start_output()
    model.say(1, PORT_REMOVE, 1)
    driver.look()
    assert driver.output is None and driver.log is not None
    assert write(driver, driver.log, b"still") == 5 and model.written[2] == b"still"


def test_a_port_that_gets_its_name_late_is_not_used() -> None:
    model, driver, buffer = start(ConsoleModel({1: b"input", 2: b"other"}))
    model.say(2, PORT_NAME, 1, b"output")
    model.say(1, PORT_NAME, 1, b"log")
    driver.look()
    assert driver.output is None and driver.input is None and driver.log is None
    assert read(driver, buffer) == 0 and driver.faults == 0


def test_a_device_that_needs_a_reset_gets_again_what_it_had() -> None:
    model, driver = start_output()
    write(driver, driver.output, b"before, ")
    model.holds = True
    write(driver, driver.output, b"meanwhile, ")
    write(driver, driver.output, b"and more, ")
    model.holds = False
    model.fail()
    driver.look()
    assert driver.faults == 1 and "needs a reset" in driver.last_fault
    write(driver, driver.output, b"after")
    assert model.written[1] == b"before, meanwhile, and more, after"


def test_bytes_that_come_back_out_of_order_are_a_fault() -> None:
    model, driver = start_output(ALL_FEATURES & ~F_IN_ORDER)
    model.holds = True
    write(driver, driver.output, b"one, ")
    write(driver, driver.output, b"two, ")
    model.holds = False
    queue = model.queues[TRANSMIT[1]]
    first, second = queue.take(), queue.take()
    assert first is not None and second is not None
    queue.put(second.head, 0)
    write(driver, driver.output, b"three")
    assert driver.faults == 1 and "out of order" in driver.last_fault
    assert model.written[1] == b"one, two, three", "all of it again, to the device that was started anew"


@pytest.mark.parametrize("lie", LIES)
@settings(max_examples=25, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_output_goes_on_after_a_lie(lie: str, choices: random.Random, features: str) -> None:
    model, driver = start_output(ALL_SETS[features] & ALL_FEATURES | F_MULTIPORT)
    write(driver, driver.output, b"before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "PATIENCE", 50)
        LIES[lie](model.queues[TRANSMIT[1]].live, choices.randrange)
        for _ in range(3):
            with contextlib.suppress(DriverError, BusError):
                write(driver, driver.output, b"-")
    driver._recover(driver._control)
    assert not driver.failed and model.opened == {1, 2}
    model.written[1].clear()
    assert write(driver, driver.output, b"after") == 5
    assert model.written[1].endswith(b"after") and model.written[1].count(b"after") == 1
