"""A thread that waits for a disk sleeps until the device interrupts, and nothing that happens in between is missed; then booted: others run meanwhile, and a core
with nothing else to do halts."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.virtio.disk_machine import disk_machine
from tests.virtio.machines import ALL_SETS, LIVES, MMIO_BASE, PCI_BASE, PORTS, attach
from tests.virtio.monitor import ask
from tests.virtio.test_blk import CONTENT, OF_THE_DEVICE, content, read, write
from yarara import machine
from yarara.devicemodel.blk import ALL_FEATURES, BlkModel
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.legacy_pci import LegacyVirtioFunction
from yarara.devicemodel.pci import PciBus, VirtioFunction
from yarara.kernel import commandline
from yarara.kernel.cpu import clock, core, interrupts
from yarara.kernel.threads import scheduler, turn
from yarara.kernel.threads.interrupt_listener import InterruptListener
from yarara.kernel.virtio import blk, discovery
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.kernel.virtio.pci import FunctionTransport
from yarara.kernel.virtio.queue import Virtqueue
from yarara.simulation import simulation

NAMED = f"virtio_mmio.device=512@{MMIO_BASE:#x}:12"


class SlowModel(BlkModel):
    """Answers when it is let (`work`)."""

    def __init__(self, features: int, queues: int) -> None:
        super().__init__(CONTENT, features, queues=queues)
        self.asked: list[int] = []

    def notify(self, index: int) -> None:
        self.asked.append(index)

    def work(self) -> None:
        while self.asked:
            super().notify(self.asked.pop(0))


class Sleeping:
    """A machine whose device works only while a thread sleeps, or at another moment that a test chooses."""

    def __init__(self, patch: pytest.MonkeyPatch, bus: str, features: str, cores: int = 1, named: str = NAMED) -> None:
        simulation.reset()
        self.listeners: list[InterruptListener] = []
        self.lines: dict[int, int] = {}
        self.sleeps = 0
        self.slept_in_vain = 0
        self.woken = False
        self._line_was_up = False
        patch.setattr(machine, "PARALLEL", cores > 1)
        patch.setattr(turn, "Mutex", threading.Lock)
        patch.setattr(core, "core_count", lambda: cores)
        patch.setattr(blk, "_this_core", lambda: machine.core_load(core.NUMBER))
        patch.setattr(scheduler, "is_started", lambda: True)
        patch.setattr(scheduler, "current", lambda: self)
        patch.setattr(scheduler, "park", self._park)
        patch.setattr(scheduler, "wake", self._wake)
        patch.setattr(scheduler, "listen", self.listeners.append)
        patch.setattr(clock, "monotonic", lambda: 0)
        patch.setattr(commandline, "text", lambda: named)
        patch.setattr(interrupts, "_apic_id", lambda number: number)
        patch.setattr(interrupts, "_next_bit", interrupts.FIRST_DEVICE_BIT)
        patch.setattr(interrupts, "route_isa", lambda line, bit, number: self.lines.setdefault(line, bit) == bit)
        self.model = SlowModel(ALL_SETS[features] & ALL_FEATURES & ~OF_THE_DEVICE | OF_THE_DEVICE, cores)
        self.function: VirtioFunction | LegacyVirtioFunction | None = None
        if bus.endswith("mmio"):
            transport = attach(self.model, bus)
        else:
            pci = PciBus()
            self.function = pci.functions[0, 3, 0] = VirtioFunction(self.model, PCI_BASE) if bus == "pci" else LegacyVirtioFunction(self.model, PORTS, PCI_BASE)
            transport, = discovery.pci_devices()
        self.disk = VirtioBlk(transport)

    def at(self, number: int) -> None:
        """From now on this core runs."""
        machine.core_store(core.NUMBER, number)

    def _park(self, deadline: int) -> bool:
        assert deadline < clock.NEVER
        self.sleeps += 1
        self.model.work()
        self.deliver()
        woken, self.woken = self.woken, False
        self.slept_in_vain += not woken
        return woken

    def _wake(self, thread: object) -> None:
        assert thread is self
        self.woken = True

    def deliver(self) -> None:
        """The interrupts that the device has raised reach their cores."""
        here = machine.core_load(core.NUMBER)
        bit = self.listeners[0].bit
        if self.function is None:
            rises = self.model.interrupt_status != 0 and not self._line_was_up
            self._line_was_up = self.model.interrupt_status != 0
            reached = [0] if rises and self.lines == {12: bit} else []
        else:
            reached = [address >> 12 & 0xFF for address, data in self.function.messages if data == interrupts.message_data(bit)]
            self.function.messages.clear()
        for number in reached:
            self.at(number)
            self.listeners[0].interrupted()
            self._line_was_up = self.model.interrupt_status != 0
        self.at(here)


@pytest.mark.parametrize("bus, features", LIVES)
def test_each_answer_wakes_who_waits_for_it(bus: str, features: str, monkeypatch: pytest.MonkeyPatch) -> None:
    life = Sleeping(monkeypatch, bus, features)
    for sector in range(0, 200, 7):
        assert read(life.disk, sector, 5) == content(sector, 5)
        write(life.disk, sector, content(sector, 2))
    assert life.sleeps >= 58 and life.slept_in_vain == 0 and life.disk.faults == 0
    assert len(life.listeners) == 1 and life.model.interrupts >= 58 and life.model.interrupt_status == 0


@pytest.mark.parametrize("bus", ["mmio", "pci", "legacy mmio", "legacy pci"])
def test_each_core_is_interrupted_for_its_own_queue(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    life = Sleeping(monkeypatch, bus, "split" if not bus.startswith("legacy") else "legacy", 4)
    for turn in range(24):
        life.at(turn % 4)
        assert read(life.disk, 10 * turn, 5) == content(10 * turn, 5)
    assert life.model.requests_in == [6, 6, 6, 6] and life.slept_in_vain == 0 and life.sleeps >= 24


@pytest.mark.parametrize("bus, features", LIVES)
@pytest.mark.parametrize("after_the_wish", [False, True])
def test_an_answer_that_comes_just_before_the_sleep(bus: str, features: str, after_the_wish: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the wish for an interrupt: it is seen, there is none. After it: the interrupt comes before the thread sleeps, which then does not."""
    life = Sleeping(monkeypatch, bus, features)
    kind = type(life.disk.lanes[0].queue)
    enable: Callable[[Virtqueue], bool] = kind.enable_interrupts

    def enable_interrupts(queue: Virtqueue) -> bool:
        if not after_the_wish:
            life.model.work()
        waits = enable(queue)
        if after_the_wish:
            life.model.work()
            life.deliver()
        return waits

    monkeypatch.setattr(kind, "enable_interrupts", enable_interrupts)
    for sector in range(20):
        assert read(life.disk, sector, 5) == content(sector, 5)
    assert life.slept_in_vain == 0 and life.disk.faults == 0 and life.sleeps == (20 if after_the_wish else 0)


def test_a_disk_that_does_not_answer_and_one_that_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    for lie in [None, *sorted(LIES)]:
        life = Sleeping(monkeypatch, "pci", "split")
        life.model.silent = lie is None
        if lie is not None:
            life.model.lie = lambda: LIES[lie](life.model.queues[0].live, random.Random(3).randrange)
        with pytest.raises(OSError):
            read(life.disk, 3, 1)
        life.model.silent, life.model.lie = False, None
        assert life.disk.faults == 1 and life.model.resets == 2, lie
        assert read(life.disk, 3, 1) == content(3, 1)


def test_a_disk_that_asks_for_a_reset_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    life = Sleeping(monkeypatch, "pci", "split")
    monkeypatch.setattr(life.model, "work", life.model.fail)
    with pytest.raises(OSError):
        read(life.disk, 3, 1)
    assert life.disk.faults == 1 and life.disk.last_fault == "asked for a reset" and life.sleeps < 100


def test_whoever_waits_leaves_when_the_disk_is_to_be_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    life = Sleeping(monkeypatch, "pci", "split", 2)
    lane = life.disk.lanes[1]
    lane.sleeper = life  # type: ignore[assignment]
    life.model.lie = lambda: LIES[sorted(LIES)[0]](life.model.queues[0].live, random.Random(3).randrange)
    woken_with: list[bool] = []
    monkeypatch.setattr(scheduler, "wake", lambda thread: woken_with.append(lane.closed))
    monkeypatch.setattr(life, "deliver", life.model.work)
    with pytest.raises(OSError):
        read(life.disk, 3, 1)
    assert True in woken_with and not lane.closed


@pytest.mark.parametrize("bus", ["mmio, named by the firmware alone", "pci, without messages"])
def test_without_an_interrupt_of_its_own_it_is_looked_at(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a line may be another device's too."""
    monkeypatch.setattr(SlowModel, "notify", BlkModel.notify)
    monkeypatch.setattr(FunctionTransport, "message_count", lambda transport: 0)
    life = Sleeping(monkeypatch, bus.partition(",")[0], "split", named="")
    assert read(life.disk, 3, 5) == content(3, 5)
    assert life.listeners == [] and life.sleeps == 0 and life.lines == {}


# -- compiled, booted --------------------------------------------------------------------------------------------------

BOOTED = {
    "q35, messages": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,serial=disk"],
    "pc, messages": ["-machine", "pc", "-device", "virtio-blk-pci,drive=d,disable-modern=on,serial=disk"],
    "microvm, lines": ["-machine", "microvm,acpi=off,pic=off,pit=on,rtc=on,isa-serial=on", "-global", "virtio-mmio.force-legacy=false",
                       "-device", "virtio-blk-device,drive=d,serial=disk"],
}
PATIENCE = 200


@pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")
@pytest.mark.parametrize("options", BOOTED.values(), ids=BOOTED.keys())
def test_others_run_and_a_core_with_nothing_else_to_do_halts(options: list[str], tmp_path: Path) -> None:
    with disk_machine(tmp_path, "wait_for_disk.py", options, patience=2 * PATIENCE, throttle=",throttling.iops-total=40") as booted:
        assert booted.said.readline().strip() == b"computed meanwhile: True"
        halted, last_reads, reads_while_halted = 0, 0, 0
        deadline = time.monotonic() + PATIENCE
        while reads_while_halted < 5:  # it halts, the disk goes on, it halts again
            assert time.monotonic() < deadline, f"seen to halt {halted} times"
            if "HLT=1" in ask(booted.monitor, "info registers"):
                reads = int(ask(booted.monitor, "info blockstats").partition("rd_operations=")[2].split()[0])
                halted += 1
                reads_while_halted += reads > last_reads
                last_reads = reads
