"""The memory balloon: the driver with its model, over every transport and every format of ring; what is given and taken; a device that lies."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings, strategies as st

from tests.memory.booted import PAGE, booted
from tests.virtio.machines import ALL_SETS, LIVES, attach
from yarara import machine
from yarara.devicemodel.balloon import ALL_FEATURES, F_FREE_PAGE_HINT, F_REPORTING, F_STATS_VQ, BalloonModel
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.queue import DriverError
from yarara.kernel import balloon as balloons
from yarara.kernel.balloon import Balloon
from yarara.kernel.memory import pages
from yarara.kernel.virtio import balloon
from yarara.kernel.virtio.balloon import S_MEMFREE, S_MEMTOT, VirtioBalloon
from yarara.kernel.virtio.queue import Chain
from yarara.kernel.virtio.transport import DEVICE_BALLOON
from yarara.simulation import BusError, simulation

OWN = F_STATS_VQ | F_REPORTING


def start(model: BalloonModel | None = None, bus: str = "mmio") -> tuple[BalloonModel, VirtioBalloon]:
    simulation.reset()
    model = model or BalloonModel()
    transport = attach(model, bus)
    assert transport.device_type == DEVICE_BALLOON
    return model, VirtioBalloon(transport)


# -- the driver --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("bus, features", LIVES)
def test_the_device_is_told_of_every_page(bus: str, features: str) -> None:
    model, driver = start(BalloonModel(ALL_SETS[features] & ALL_FEATURES | OWN), bus)
    for turn in range(40):
        model.ask(1000 * turn)
        assert driver.wanted() == 1000 * turn
        assert driver.inflate(PAGE * 1000 * turn, 1 + turn)
        assert model.inside == set(range(1000 * turn, 1001 * turn + 1))
        driver.set_actual(1 + turn)
        assert model.actual() == 1 + turn
        assert driver.deflate(PAGE * 1000 * turn, 1 + turn) and model.inside == set()
        ranges = Chain(32)
        for part in range(1 + turn % driver.most_reported()):
            ranges.add(PAGE * (turn + 100 * part), PAGE * (1 + part), True)
        assert driver.report(ranges)
        assert model.reports == [(PAGE * (turn + 100 * part), PAGE * (1 + part)) for part in range(ranges.count)]
        model.reports.clear()
    assert driver.faults == 0 and model.interrupt_status == 0


@pytest.mark.parametrize("bus, features", LIVES)
def test_statistics_are_told_first_and_when_the_device_asks(bus: str, features: str) -> None:
    model, driver = start(BalloonModel(ALL_SETS[features] & ALL_FEATURES | OWN), bus)
    driver.tell_statistics(5 << 40, 7 << 50)
    assert model.statistics == {S_MEMFREE: 5 << 40, S_MEMTOT: 7 << 50}
    for turn in range(20):
        driver.tell_statistics(turn, 100)
        driver.tell_statistics(turn, 100)
        assert model.statistics != {S_MEMFREE: turn, S_MEMTOT: 100}, "nobody asked"
        model.ask_for_statistics()
        driver.tell_statistics(turn, 100)
        assert model.statistics == {S_MEMFREE: turn, S_MEMTOT: 100}
    assert driver.faults == 0


@pytest.mark.parametrize("own", [0, F_STATS_VQ, F_REPORTING, F_FREE_PAGE_HINT | F_REPORTING, F_STATS_VQ | F_FREE_PAGE_HINT | F_REPORTING])
def test_queues_have_the_numbers_of_what_is_offered(own: int) -> None:
    model, driver = start(BalloonModel(ALL_FEATURES & ~OWN | own))
    assert model.features & F_FREE_PAGE_HINT == 0, "not used, not acknowledged"
    assert driver.inflate(PAGE, 1) and model.inside == {1}
    driver.tell_statistics(1, 2)
    assert model.statistics == ({S_MEMFREE: 1, S_MEMTOT: 2} if own & F_STATS_VQ else {})
    ranges = Chain(1)
    ranges.add(4 * PAGE, PAGE, True)
    assert driver.report(ranges) == bool(own & F_REPORTING) == bool(driver.most_reported())
    assert len(model.reports) == bool(own & F_REPORTING) and driver.faults == 0


@pytest.mark.parametrize("changes", [1, 2, 1 << 30])
def test_a_wish_that_changes_while_it_is_read(changes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model, driver = start()
    model.ask(0x1_FFFF)
    read16, count = driver._transport.configuration16, 0

    def read(offset: int) -> int:
        nonlocal count
        value, count = read16(offset), count + 1
        if count <= changes:
            model.ask(0x2_0000 if count % 2 else 0x1_FFFF)
        return value

    monkeypatch.setattr(driver._transport, "configuration16", read)
    wanted = driver.wanted()
    if changes < 100:
        assert wanted == (0x2_0000 if changes % 2 else 0x1_FFFF), "never half of one and half of the other"
    else:
        assert count < 1000, "not for ever"


def test_a_device_that_does_not_answer_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balloon, "PATIENCE", 50)
    model, driver = start()
    model.silent = True
    assert not driver.inflate(PAGE, 1)
    assert (driver.faults, driver.last_fault, driver.failed) == (1, "did not answer (queue 0, 1 lent)", False)
    model.silent = False
    assert driver.inflate(PAGE, 1) and model.inside == {1}


@pytest.mark.parametrize("queue", [0, 1, 3])
@pytest.mark.parametrize("lie", LIES)
@settings(max_examples=15, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, queue: int, choices: random.Random, features: str) -> None:
    model, driver = start(BalloonModel(ALL_SETS[features] & ALL_FEATURES | OWN))
    ranges = Chain(32)
    ranges.add(PAGE, PAGE, True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(balloon, "PATIENCE", 50)
        LIES[lie](model.queues[queue].live, choices.randrange)
        with contextlib.suppress(DriverError, BusError):  # what the model finds may be forged: then it goes astray, not the driver
            driver.inflate(PAGE, 2) and driver.deflate(PAGE, 2)
        with contextlib.suppress(DriverError, BusError):
            driver.report(ranges)
    driver._recover(driver._inflate)
    assert not driver.failed and model.inside == set()
    assert driver.inflate(PAGE, 2) and model.inside == {1, 2} and driver.deflate(PAGE, 1) and model.inside == {2}
    model.reports.clear()
    assert driver.report(ranges) and model.reports == [(PAGE, PAGE)]


# -- what is given and taken -------------------------------------------------------------------------------------------

RAM = 4096
"""Pages of the machine; one of them may hold the map of the others."""


@contextlib.contextmanager
def machine_with_balloon(features: int = ALL_FEATURES) -> Iterator[tuple[BalloonModel, Balloon]]:
    with booted() as computer, pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "BALLOON", True)
        patch.setattr(balloon, "PATIENCE", 50)
        computer.add_ram(RAM)
        model = BalloonModel(features)
        yield model, Balloon(VirtioBalloon(attach(model, "mmio")))


def serve(held: Balloon) -> None:
    """Until there is nothing more to do."""
    for _ in range(20):
        held.serve()


def test_the_host_gets_what_it_asks_for_and_gives_it_back() -> None:
    with machine_with_balloon() as (model, held):
        for wanted in (1, 300, 3000, 299, 0, 1024):
            model.ask(wanted)
            serve(held)
            assert (len(model.inside), model.actual(), held.given) == (wanted, wanted, wanted)
            assert pages.free_count() == pages.total_count() - wanted


def test_no_more_is_given_than_the_program_can_spare() -> None:
    with machine_with_balloon() as (model, held):
        model.ask(1 << 20)
        serve(held)
        assert model.actual() == pages.total_count() - pages.total_count() // 8
        assert all(pages.allocate_pages(1) for _ in range(pages.total_count() // 8)), "all the rest is there to be used"


def test_free_memory_is_reported_once() -> None:
    with machine_with_balloon() as (model, held):
        serve(held)
        assert sum(length for _, length in model.reports) > (pages.total_count() - 64) * PAGE, "all but small pieces at the ends"
        model.reports.clear()
        serve(held)
        assert model.reports == []
        address = pages.allocate_pages(200)
        serve(held)
        assert model.reports == [], "what is left of a block that was reported is known to be free"
        pages.free_pages(address, 200)
        serve(held)
        reported = {page for start, length in model.reports for page in range(start, start + length, PAGE)}
        assert set(range(address, address + 128 * PAGE, PAGE)) <= reported


@given(st.lists(st.tuples(st.sampled_from(["take", "free", "ask", "serve"]), st.integers(1, 700)), max_size=60))
@settings(max_examples=80, deadline=None)
def test_the_host_never_has_a_page_that_is_in_use(steps: list[tuple[str, int]]) -> None:
    with machine_with_balloon() as (model, held):
        used: list[tuple[int, int]] = []
        for step, number in steps:
            if step == "take":
                address = pages.allocate_pages(number)
                if address:
                    used.append((address // PAGE, number))
            elif step == "free" and used:
                page, count = used.pop(number % len(used))
                pages.free_pages(page * PAGE, count)
            elif step == "ask":
                model.ask(number * 6)
            else:
                held.serve()
                in_use = {page + i for page, count in used for i in range(count)}
                reported = {page for start, length in model.reports for page in range(start // PAGE, (start + length) // PAGE)}
                assert not in_use & model.inside and not in_use & reported
                model.reports.clear()
            assert pages.free_count() == pages.total_count() - held.given - sum(count for _, count in used)
        model.ask(0)
        for page, count in used:
            pages.free_pages(page * PAGE, count)
        serve(held)
        assert pages.free_count() == pages.total_count() and model.inside == set() and held.device.faults == 0


@pytest.mark.parametrize("queue", ["_inflate", "_deflate", "_reporting"])
def test_after_a_fault_nothing_is_lost(queue: str) -> None:
    with machine_with_balloon() as (model, held):
        model.ask(1000)
        serve(held)
        block = pages.allocate_pages(512)
        pages.free_pages(block, 512)  # something to report
        model.silent = True
        model.ask({"_inflate": 1100, "_deflate": 900, "_reporting": 1000}[queue])
        held.serve()
        model.silent = False
        serve(held)
        assert held.device.faults >= 1 and held.device.last_fault.startswith("did not answer (queue ")
        assert model.actual() == held.given == len(model.inside) == {"_inflate": 1100, "_deflate": 900, "_reporting": 1000}[queue]
        assert pages.free_count() == pages.total_count() - held.given


def test_a_device_that_cannot_be_reset_keeps_what_it_has() -> None:
    with machine_with_balloon() as (model, held):
        model.ask(1000)
        serve(held)
        free = pages.free_count()
        block = pages.allocate_pages(512)
        pages.free_pages(block, 512)
        model.silent = model.ignores_reset = True
        serve(held)
        assert held.device.failed and held.device.faults == 1
        kept = free - pages.free_count()
        assert 128 <= kept <= 1024, "the blocks of the last report are out of use, for it may forget them at any time"
        model.ask(0)
        serve(held)
        assert held.given == 1000 and free - pages.free_count() == kept


def test_only_one_core_at_a_time_and_not_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with machine_with_balloon() as (model, held):
        service = balloons.Service()
        service.balloon = held
        monkeypatch.setattr(balloons, "_service", service)
        now = [1 << 40]
        monkeypatch.setattr(machine, "read_tsc", lambda: now[0])
        word = simulation.allocate(16)
        monkeypatch.setattr(machine, "address_of", lambda value: word)
        model.ask(10)
        balloons.tick()
        assert held.given == 10
        model.ask(20)
        balloons.tick()
        assert held.given == 10, "too soon"
        now[0] += balloons.LEAST_TICKS
        machine.write64(word + 8, 1)
        balloons.tick()
        assert held.given == 10, "another core is at it"
        machine.write64(word + 8, 0)
        balloons.tick()
        assert held.given == 20
