"""The control queue, and what the device says while it runs: which frames are wanted, the link, announcements."""

from __future__ import annotations

import pytest
from scapy.layers.l2 import ARP, Ether

from tests.virtio.machines import FEATURES, LEGACY_FEATURES, LEGACY_TRANSPORTS, TRANSPORTS, Machine
from yarara.devicemodel.net import (
    ALL_FEATURES, CONTROLS, F_CTRL_MAC_ADDR, F_CTRL_RX, F_GUEST_ANNOUNCE, F_MAC, NetModel,
)
from yarara.kernel.network.stack import Stack
from yarara.kernel.virtio import control

OWN = bytes.fromhex("525400123456")
OTHER = bytes.fromhex("525400999999")
LIVES = ([(bus, features) for bus in TRANSPORTS for features in FEATURES.values()]
         + [(bus, features) for bus in LEGACY_TRANSPORTS for features in LEGACY_FEATURES.values()])


def frame_to(destination: bytes) -> bytes:
    return destination + OTHER + bytes(48)


@pytest.mark.parametrize("bus, features", LIVES)
def test_frames_for_others_are_not_wanted(bus: str, features: int) -> None:
    net = Machine(NetModel(features=features | CONTROLS, capacity=16), bus)
    assert net.model.commands == [(0, 0, b"\0")]
    for destination in OTHER, OWN, OTHER, b"\xff" * 6:
        net.model.deliver(frame_to(destination))
    assert [frame[:6] for frame in net.received()] == [OWN, b"\xff" * 6]
    assert net.model.filtered == 2 and net.driver.faults == 0


def test_an_address_that_was_made_up_is_told_first() -> None:
    net = Machine(NetModel(features=(ALL_FEATURES | CONTROLS) & ~F_MAC))
    assert net.model.commands == [(1, 1, net.driver.mac.to_bytes(6, "big")), (0, 0, b"\0")]
    net.model.deliver(frame_to(net.driver.mac.to_bytes(6, "big")))
    assert len(net.received()) == 1


def test_without_an_address_that_the_device_knows_every_frame_is_taken() -> None:
    net = Machine(NetModel(features=(ALL_FEATURES | CONTROLS) & ~(F_MAC | F_CTRL_MAC_ADDR)))
    assert net.model.commands == [] and net.model.promiscuous


def test_only_commands_that_were_negotiated_are_given() -> None:
    assert Machine(NetModel(features=(ALL_FEATURES | CONTROLS) & ~F_CTRL_RX)).model.commands == []


def test_a_device_that_does_not_obey_is_used_all_the_same() -> None:
    model = NetModel(features=ALL_FEATURES | CONTROLS)
    model.disobeys = True
    net = Machine(model)
    model.deliver(frame_to(OTHER))
    assert len(net.received()) == 1 and net.driver.faults == 0


def test_a_device_that_does_not_answer_is_used_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "TRIES", 50)
    model = NetModel(features=ALL_FEATURES | CONTROLS)
    model.mute = True
    net = Machine(model)
    queue = net.driver.control.queue if net.driver.control else None
    assert queue is not None and queue.lent == 1
    assert net.driver.control is not None and not net.driver.control.command(3, 0), "the memory of the first command is still the device's"
    assert queue.lent == 1
    model.deliver(frame_to(OWN))
    assert len(net.received()) == 1


def test_a_control_queue_that_breaks_the_rules_is_given_up() -> None:
    class Liar(NetModel):
        def _obey(self) -> None:
            self.queues[2].live.forge(0, 9999, 1, 1)

    net = Machine(Liar(features=(ALL_FEATURES | CONTROLS) & ~(1 << 35)))
    assert net.driver.control is None and net.driver.faults == 1 and "control queue" in net.driver.last_fault
    net.model.deliver(frame_to(OWN))
    assert len(net.received()) == 1


def test_the_filter_is_set_again_after_a_reset() -> None:
    net = Machine(NetModel(features=ALL_FEATURES | CONTROLS))
    net.model.fail()
    net.driver.acknowledge()
    assert net.driver.faults == 1 and not net.model.promiscuous


# -- announcements and the link ----------------------------------------------------------------------------------------

class Guest:
    def __init__(self, features: int = ALL_FEATURES | CONTROLS) -> None:
        self.net = Machine(NetModel(features=features))
        self.stack = Stack(self.net.driver)
        self.now = 0

    def address(self) -> None:
        self.stack.use_address(0x0A00_020F, 0xFFFF_FF00, 0)
        self.announcements()

    def announcements(self) -> int:
        """Gratuitous requests that leave in one poll."""
        self.now += 1
        self.stack.poll(self.now)
        self.net.model.run()
        frames = [Ether(frame) for frame in self.net.model.wire]
        self.net.model.wire.clear()
        return sum(ARP in frame and frame[ARP].psrc == frame[ARP].pdst == "10.0.2.15" for frame in frames)


def test_the_device_asks_for_an_announcement_and_is_told_that_it_left() -> None:
    guest = Guest()
    guest.address()
    guest.net.model.ask_for_announcement()
    guest.net.driver.acknowledge()
    assert guest.announcements() == 1
    assert guest.net.model.commands[-1] == (3, 0, b"") and guest.net.model.configuration[6] == 1
    assert guest.announcements() == 0


def test_without_the_feature_nothing_is_announced() -> None:
    guest = Guest((ALL_FEATURES | CONTROLS) & ~F_GUEST_ANNOUNCE)
    guest.address()
    guest.net.model.ask_for_announcement()
    guest.net.driver.acknowledge()
    assert guest.announcements() == 0


def test_without_an_address_there_is_nothing_to_announce() -> None:
    guest = Guest()
    guest.net.model.ask_for_announcement()
    guest.net.driver.acknowledge()
    assert guest.announcements() == 0


def test_a_link_that_comes_up_again_is_greeted() -> None:
    guest = Guest()
    guest.address()
    for up, expected in (False, 0), (False, 0), (True, 1), (True, 0):
        guest.net.model.set_link(up)
        guest.net.driver.acknowledge()
        assert guest.net.driver.link_up() == up and guest.announcements() == expected
