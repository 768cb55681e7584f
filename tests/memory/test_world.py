"""Stopping the world, with cores played by Python threads of which exactly one runs at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from tests.memory.booted import PAGE, Booted, booted, live_objects
from yarara import machine
from yarara.kernel.memory import collector, heap, stacks, world
from yarara.simulation import simulation


class Cores:
    """Runs one function on each core. The turn goes round whenever a core spins (`machine.pause`), halts or asks for it."""

    def __init__(self, computer: Booted, count: int) -> None:
        self.computer = computer
        self.turns = [threading.Semaphore(0) for _ in range(count)]
        self.finished = [False] * count
        self.failures: list[BaseException] = []
        self.blocks = [simulation.core_block, *(simulation.allocate(PAGE) for _ in range(1, count))]
        self.pointers = [computer.stack_pointer]
        for number in range(1, count):
            machine.store64(self.blocks[number], self.blocks[number])
            machine.store64(self.blocks[number] + 8, number)
            top = simulation.allocate(PAGE) + PAGE
            record = stacks.StackRecord.at(simulation.allocate(stacks.StackRecord.SIZE))
            record.low, record.high, record.stack_pointer = top - PAGE, top, top
            stacks.register_stack(record)
            self.pointers.append(top)
        self.current = 0

    def push(self, word: int) -> None:
        self.pointers[self.current] -= 8
        machine.store64(self.pointers[self.current], word)

    def stack_pointer(self) -> int:
        return self.pointers[self.current]

    def switch(self) -> None:
        """Let the next core go on for a while."""
        number = self.current
        if self._pass_turn() != number:
            self.turns[number].acquire(timeout=20)

    def _pass_turn(self) -> int:
        for step in range(1, len(self.turns) + 1):
            number = (self.current + step) % len(self.turns)
            if not self.finished[number]:
                self.current = number
                simulation.core_block = self.blocks[number]
                self.turns[number].release()
                return number
        return -1

    def _main(self, number: int, body: Callable[[], None]) -> None:
        self.turns[number].acquire(timeout=20)
        try:
            if number:
                heap.initialize_core()
            body()
        except BaseException as error:
            self.failures.append(error)
        if world.core(number).running:
            machine.exchange(world.core(number).address + 8, 0)
        self.finished[number] = True
        self._pass_turn()

    def run(self, *bodies: Callable[[], None]) -> None:
        threads = [threading.Thread(target=self._main, args=(i, body), daemon=True) for i, body in enumerate(bodies)]
        for thread in threads:
            thread.start()
        self.turns[0].release()
        for thread in threads:
            thread.join(30)
        assert not self.failures, self.failures
        assert all(self.finished)


@contextmanager
def several(count: int) -> Iterator[Cores]:
    with booted(400) as computer:
        cores = Cores(computer, count)
        with (patch.object(computer, "read_stack_pointer", cores.stack_pointer), patch.object(machine, "pause", cores.switch),
              patch.object(machine, "wait_for_interrupt", cores.switch)):
            yield cores


def test_others_stop_and_their_stacks_count() -> None:
    with several(3) as cores:
        info = cores.computer.add_type(3, 0)
        kept: set[int] = set()
        over = threading.Event()

        def collecting() -> None:
            for _ in range(3):
                cores.switch()
            collector.collect()
            assert live_objects() == kept
            over.set()

        def working() -> None:
            while not over.is_set():
                if not over.is_set() and len(kept) < 40 and not world.stop_requested():
                    address = heap.allocate(info, 24)
                    cores.push(address)
                    kept.add(address)
                cores.switch()
                if machine.core_load(world.CORE_PREEMPT):  # what the scheduler's checkpoint does
                    machine.core_store(world.CORE_PREEMPT, 0)
                    assert world.stop_requested()
                    world.rendezvous()
                    assert not world.stop_requested()

        cores.run(collecting, working, working)
        assert len(kept) > 2


def test_halted_core_does_not_delay_a_collection() -> None:
    with several(2) as cores:
        info = cores.computer.add_type(3, 0)
        log: list[str] = []

        def collecting() -> None:
            cores.switch()
            collector.collect()
            log.append("collected")
            assert len(live_objects()) == 1

        def idle() -> None:
            cores.push(heap.allocate(info, 24))
            world.halt()
            log.append("awake")
            assert world.core(1).running == 1

        cores.run(collecting, idle)
        assert log == ["collected", "awake"]


def test_core_that_wakes_up_waits_for_the_end_of_the_collection() -> None:
    with several(2) as cores:
        log: list[str] = []

        def collecting() -> None:
            cores.switch()
            assert world.stop_others()
            for _ in range(5):
                cores.switch()
                assert world.core(1).running == 0
            log.append("collected")
            world.resume_others()

        def idle() -> None:
            world.halt()
            log.append("awake")

        cores.run(collecting, idle)
        assert log == ["collected", "awake"]


def test_collection_that_begins_while_a_core_is_about_to_run() -> None:
    with several(2) as cores:
        exchange = machine.exchange
        log: list[str] = []

        def exchange_late(address: int, new: int) -> int:
            if cores.current == 1:
                cores.switch()  # it has seen no collection, but has not said yet that it runs
            return exchange(address, new)

        def collecting() -> None:
            cores.switch()
            assert world.stop_others()
            for _ in range(6):
                cores.switch()
            log.append("collected")
            world.resume_others()

        def starting() -> None:
            log.append("started")

        with patch.object(machine, "exchange", exchange_late):
            cores.run(collecting, starting)
        assert log == ["collected", "started"]


def test_two_cores_that_want_to_collect_do_it_once() -> None:
    with several(2) as cores:
        def collecting() -> None:
            while world.core_count() < 2:
                cores.switch()
            collector.collect()

        cores.run(collecting, collecting)
        assert 1 <= collector.statistics().collections <= 2
        assert world.state().stop == 0


def test_cores_that_only_allocate_collect_together() -> None:
    with several(3) as cores:
        info = cores.computer.add_type(3, 0b10)

        def allocating() -> None:
            previous = 0
            for count in range(400):
                address = heap.allocate(info, 1000)
                machine.store64(address + 8, previous)
                machine.store64(address + 16, cores.current)
                previous = address if count % 10 else 0
                cores.push(address)
                if count % 7 == 0:
                    cores.switch()
                cores.pointers[cores.current] += 8
                while address:
                    assert machine.load64(address) == info
                    assert machine.load64(address + 16) == cores.current
                    address = machine.load64(address + 8)

        cores.run(allocating, allocating, allocating)
        assert collector.statistics().collections >= 3
