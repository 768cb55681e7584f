"""VLANs below the stack: the device's filter (VIRTIO_NET_F_CTRL_VLAN), offloads of tagged frames, and booted machines whose peer is Linux."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.command import Running, yarara
from tests.namespaces import needs_tap, said_in_namespace
from tests.virtio.machines import FEATURES, SPLIT, Machine, frame
from tests.virtio.test_offloads import MSS, SETS, Guest, pattern
from tests.virtio.test_qemu_device import MAC, MACHINES, QemuNet
from tests.virtio.test_tap import talk_tcp
from tests.virtio.vlan_bridge import TAG, VLAN, VlanBridge
from yarara import cache, machine
from yarara.commands.extras import EXTRAS
from yarara.compiler.program import constants
from yarara.compiler.options import Options
from yarara.devicemodel.net import ALL_FEATURES, CONTROLS, F_CTRL_VLAN, F_MRG_RXBUF, NetModel
from yarara.devicemodel.offload import OffloadHeader
from yarara.kernel.virtio.features import F_NET_CTRL_VLAN

PROGRAM = Path(__file__).parents[1] / "wire" / "programs" / "echo.py"
OWN = bytes.fromhex("525400123456")
needs_qemu = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")


@pytest.fixture
def in_vlan(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an image that was built with --vlan."""
    monkeypatch.setattr(machine, "VLAN", True)


def tagged(identifier: int, number: int) -> bytes:
    return OWN + bytes(6) + b"\x81\x00" + identifier.to_bytes(2, "big") + frame(number)


# -- the filter --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", FEATURES)
def test_the_device_is_told_the_vlan_at_the_start_and_after_a_reset(in_vlan: None, name: str) -> None:
    net = Machine(NetModel(features=FEATURES[name] | CONTROLS | F_CTRL_VLAN, capacity=16))
    net.driver.join_vlan(VLAN)
    for again in False, True:
        if again:
            net.driver._recover("a test")
            assert net.model.vlans == {VLAN}
        for identifier in 1, VLAN, VLAN + 1, 4095:
            net.model.deliver(tagged(identifier, identifier))
        net.model.deliver(OWN + frame(7))
        assert net.received() == [tagged(VLAN, VLAN), OWN + frame(7)], "of what has no tag the stack drops what is not wanted"
        assert net.model.filtered == (6 if again else 3)
    net.assert_no_packet_lost()


def test_in_no_vlan_frames_with_a_priority_come(in_vlan: None) -> None:
    net = Machine(NetModel(features=SPLIT | CONTROLS | F_CTRL_VLAN))
    net.driver.join_vlan(0)
    for identifier in 0, VLAN:
        net.model.deliver(tagged(identifier, 1))
    assert net.received() == [tagged(0, 1)] and net.model.filtered == 1


def test_images_without_vlans_leave_it_to_the_device() -> None:
    net = Machine(NetModel(features=SPLIT | CONTROLS | F_CTRL_VLAN))
    assert net.driver.transport.features & F_NET_CTRL_VLAN == 0
    assert (2, 0) not in [(kind, number) for kind, number, _ in net.model.commands]


def test_a_device_without_a_filter_sends_every_frame(in_vlan: None) -> None:
    net = Machine(NetModel(features=SPLIT | CONTROLS))
    net.driver.join_vlan(VLAN)
    net.model.deliver(tagged(6, 1))
    assert net.received() == [tagged(6, 1)] and net.driver.faults == 0


@pytest.mark.parametrize("features, mtu", [(SPLIT, 9000), (SPLIT & ~F_MRG_RXBUF, 1902)])
def test_a_packet_leaves_room_for_the_tag(in_vlan: None, features: int, mtu: int) -> None:
    assert Machine(NetModel(mtu=9000, features=features)).driver.mtu == mtu


@needs_qemu
@pytest.mark.parametrize("name, properties", [*((name, "") for name in MACHINES), ("q35", "packed=on"), ("q35", "ctrl_vlan=off")])
def test_qemu_filters(in_vlan: None, name: str, properties: str) -> None:
    with ExitStack() as cleanup:
        net = QemuNet(name, properties, cleanup, filters=True)
        assert (net.transport.features & F_NET_CTRL_VLAN != 0) == (properties != "ctrl_vlan=off")
        net.driver.join_vlan(VLAN)
        own = bytes.fromhex(MAC.replace(":", ""))
        for _ in range(2):
            frames = [own + tagged(identifier, identifier)[6:] for identifier in (6, VLAN, 4094)] + [own + frame(1)]
            for data in frames:
                net.wire.sendto(data, net.address)
            expected = frames if properties == "ctrl_vlan=off" else [frames[1], frames[3]]
            assert net.receive(len(expected)) == expected
            net.driver._recover("a test")
        assert net.driver.last_fault == "a test"


# -- offloads ----------------------------------------------------------------------------------------------------------

class TaggedGuest(Guest):
    """A guest in a VLAN, of which the tests for others see nothing."""

    def put(self, frame: Any, header: OffloadHeader | None = None) -> None:
        if self.net.driver.vlan == 0:
            self.model.run()
            self.model.wire.clear()  # the announcement of an address, before
            self.net.driver.join_vlan(VLAN)
        if header is not None and header.csum_start:
            header = replace(header, csum_start=header.csum_start + 4, hdr_len=header.hdr_len + 4)
        data = bytes(frame)
        super().put(data[:12] + TAG + data[12:], header)

    def sent(self) -> list[Any]:
        assert all(data[12:16] == TAG for data in self.model.wire)
        self.model.wire[:] = [data[:12] + data[16:] for data in self.model.wire]
        return super().sent()


@pytest.mark.parametrize("features", SETS.values(), ids=SETS.keys())
def test_what_leaves_is_whole_whoever_sums_and_cuts(in_vlan: None, features: int) -> None:
    guest = TaggedGuest(features | CONTROLS | F_CTRL_VLAN)
    connection = guest.connect()
    for length in 1, MSS, MSS + 1, 60_000, 99_999:
        frames = guest.transfer(connection, pattern(length))
        assert all(len(frame.payload.payload.payload) <= MSS for frame in frames)
    assert (guest.model.offloaded > 0) == bool(features & SETS["all"] & 1)
    assert guest.net.driver.faults == 0 and guest.stack.counters.frame_other_vlan == 0


def test_a_large_write_leaves_as_one_packet(in_vlan: None) -> None:
    guest = TaggedGuest(ALL_FEATURES)
    connection = guest.connect()
    for _ in range(20):  # slow start
        guest.transfer(connection, pattern(100_000))
    before = guest.model.offloaded
    guest.write(connection, pattern(44 * MSS))
    guest.turn()
    assert len(guest.sent()) == 44 and guest.model.offloaded - before == 1


# -- booted ------------------------------------------------------------------------------------------------------------

MEGABYTES = 4
LIVES = {  # options of `yarara run`, and whether segments leave uncut
    "microvm": (["--machine", "microvm"], True),
    "q35, two processors": (["--machine", "q35", "--cpus", "2"], True),
    "e1000": (["--nic", "e1000"], False),
    "e1000e": (["--nic", "e1000e"], False),
    "process": (["--machine", "process"], False),
    "recorded": (["--machine", "microvm", "--pcap", "vlan.pcapng"], True),
}


@needs_tap
@needs_qemu
@pytest.mark.parametrize("name", LIVES)
def test_every_byte_arrives_in_the_vlan(name: str, tmp_path: Path) -> None:
    assert said_in_namespace("tests.virtio.test_vlan", name, tmp_path) == f"{MEGABYTES} MB there and back\n"
    if name == "recorded":
        from scapy.layers.l2 import Dot1Q
        from scapy.utils import rdpcap

        frames = rdpcap(str(tmp_path / "vlan.pcapng"))
        ours = [frame for frame in frames if Dot1Q in frame and frame[Dot1Q].vlan == VLAN]
        assert len(ours) > 1000 and sum(len(frame) for frame in ours) > 2 * MEGABYTES << 20


def main(name: str, folder: str) -> None:
    """Inside the namespace."""
    options, uncut = LIVES[name]
    options = [str(Path(folder, word)) if word.endswith(".pcapng") else word for word in options]
    bridge = VlanBridge("10.5.0.1/24")
    with Running("run", *options, "--tap", "tap0", "--vlan", str(VLAN), "--ip", "10.5.0.2/24", PROGRAM) as running:
        running.wait_for(b"listening")
        for identifier in 0, 6, 4094:  # not for the guest: it must not answer
            bridge.send(b"\xff" * 6 + OWN + b"\x81\x00" + identifier.to_bytes(2, "big") + arp_request())
        bridge.send(b"\xff" * 6 + OWN + arp_request())
        talk_udp([] if uncut else [1473, 30_000])  # the bridge cannot carry datagrams that are left to be cut
        talk_tcp(MEGABYTES, guest=("10.5.0.2", 7))
    assert bridge.others == 0, "frames of the guest without its tag"
    assert (bridge.longest > 10_000) == uncut, f"the longest frame has {bridge.longest} bytes"
    print(f"{MEGABYTES} MB there and back")


def arp_request() -> bytes:
    """Of 10.5.0.9, for the guest; from the type on."""
    return bytes.fromhex("0806 0001 0800 06 04 0001") + OWN + bytes([10, 5, 0, 9]) + bytes(6) + bytes([10, 5, 0, 2])


def talk_udp(longer: list[int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint:
        endpoint.settimeout(1)
        for length in (0, 1, 700, 1471, 1472, *longer):
            data = os.urandom(length)
            for _ in range(10):  # the bridge may lose one
                endpoint.sendto(data, ("10.5.0.2", 7))
                try:
                    assert endpoint.recv(65536) == data
                    break
                except TimeoutError:
                    continue
            else:
                raise AssertionError(f"no answer to {length} bytes")


# -- what is refused ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("options, said", [
    (["--vlan", "0", "--tap", "t"], "--vlan 0: choose a number from 1 to 4094"), (["--vlan", "4095", "--tap", "t"], "--vlan 4095: choose a number from 1 to 4094"),
    (["--vlan", "five", "--tap", "t"], "--vlan five: choose a number from 1 to 4094"),
    (["--vlan", "5"], "--vlan 5 needs --tap NAME: QEMU's user network knows no VLANs"),
    (["--tap", "t", "--publish", "8080:80", "--machine", "q35"], "--publish needs QEMU's user network; with --tap the program has an address of its own"),
])
def test_options_that_cannot_be(options: list[str], said: str) -> None:
    done = yarara("run", *options, PROGRAM)
    assert (done.status, done.stderr) == (2, f"yarara: {said}\n")


def test_extras_have_the_names_of_constants() -> None:
    assert set(EXTRAS) == set(constants.EXTRAS)


@needs_qemu
@pytest.mark.parametrize("extras, words, said", [
    (frozenset[str](), "vlan=5", "network: no VLANs in this image (--vlan)"),
    (frozenset({"vlan"}), "vlan=4095", "network: vlan= is not a number from 1 to 4094"),
    (frozenset({"vlan"}), "vlan=", "network: vlan= is not a number from 1 to 4094"),
])
def test_without_its_vlan_a_machine_has_no_network(tmp_path: Path, extras: frozenset[str], words: str, said: str) -> None:
    """Booted by hand: its frames would be those of another network."""
    log = tmp_path / "log"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        command = ["timeout", "60", "qemu-system-x86_64", "-machine", "q35", "-nodefaults", "-display", "none", "-no-reboot", "-accel", "tcg", "-cpu", "max",
                   "-serial", "stdio", "-chardev", f"file,id=log,path={log}", "-device", "isa-debugcon,iobase=0x402,chardev=log",
                   "-netdev", f"socket,id=n,udp=127.0.0.1:{wire.getsockname()[1]},localaddr=127.0.0.1:0", "-device", "virtio-net-pci,romfile=,netdev=n",
                   "-kernel", str(cache.image_of(PROGRAM, Options(extras=extras)).path), "-append", f"ip=10.5.0.2/24 {words}"]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stdout.readline().strip() == b"listening"
            time.sleep(0.2)
            process.terminate()
        assert said in log.read_text().splitlines()
        wire.settimeout(0)
        with pytest.raises(BlockingIOError):
            wire.recv(4096)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
