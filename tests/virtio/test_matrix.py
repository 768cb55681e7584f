"""A booted machine for each way to meet the network device: an address by DHCP, ping, TCP both ways byte for byte, a burst of UDP, and
what was negotiated, as QEMU's monitor tells it.

`make test` boots each row once, with numbers of CPUs that go round, `make soak` each row with each number of CPUs, and with more bytes.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import socket
import subprocess
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from scapy.layers.inet import ICMP, IP
from scapy.layers.l2 import ARP, Ether
from scapy.packet import Packet

from tests.soak import SOAK
from tests.virtio.monitor import ask, negotiated_features
from tests.wire.ports import free_port
from yarara import cache
from yarara.compiler.options import Options

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PROGRAM = Path(__file__).parents[1] / "wire" / "programs" / "echo.py"
MEGABYTES = 100 if SOAK else 2
GUEST, OWN = "10.0.2.15", "10.0.2.99"
MAC, OWN_MAC = "52:54:00:12:34:56", "52:54:00:99:99:99"

MICROVM = ["-machine", "microvm,acpi=off,pic=off,pit=on,rtc=on,isa-serial=on"]
MACHINES = {  # the machine's options, and the device
    "microvm": ([*MICROVM, "-global", "virtio-mmio.force-legacy=false"], "virtio-net-device"),
    "microvm, legacy": ([*MICROVM, "-global", "virtio-mmio.force-legacy=true"], "virtio-net-device"),
    "q35": (["-machine", "q35"], "virtio-net-pci,disable-legacy=on,romfile="),
    "pc, transitional": (["-machine", "pc"], "virtio-net-pci-transitional,romfile="),
    "pc, legacy": (["-machine", "pc"], "virtio-net-pci,disable-modern=on,romfile="),
}
PROPERTIES = ["", "packed=on", "event_idx=off", "indirect_desc=off", "mrg_rxbuf=off", "vectors=0", "rx_queue_size=512,packed=on,event_idx=off",
              "rx_queue_size=1024", "mq=on"]
"""Of the device; with several pairs of queues see test_multiqueue_booted.py: this network has one."""

CPUS = [1, 2, 4]


def applies(machine: str, properties: str) -> bool:
    """Whether there is such a device: no packed ring by the legacy interface, no vectors without PCI."""
    return not ("legacy" in machine and "packed" in properties or "microvm" in machine and "vectors" in properties)


LIVES = [(machine, properties, cpus) for number, machine in enumerate(MACHINES) for turn, properties in enumerate(PROPERTIES) for cpus in CPUS
         if applies(machine, properties) and (SOAK or cpus == CPUS[(number + turn) % len(CPUS)])]
"""So each machine meets each number of CPUs, and so does each property."""

NAMES = {"packed": "VIRTIO_F_RING_PACKED", "event_idx": "VIRTIO_RING_F_EVENT_IDX", "indirect_desc": "VIRTIO_RING_F_INDIRECT_DESC",
         "mrg_rxbuf": "VIRTIO_NET_F_MRG_RXBUF"}
ALWAYS = {"VIRTIO_NET_F_MAC", "VIRTIO_NET_F_STATUS", "VIRTIO_NET_F_CTRL_VQ", "VIRTIO_NET_F_CTRL_RX", "VIRTIO_NET_F_CTRL_MAC_ADDR",
          "VIRTIO_NET_F_GUEST_ANNOUNCE"}


def expected_features(machine: str, properties: str) -> set[str]:
    """The names of what must be negotiated."""
    asked = dict(word.split("=") for word in properties.split(",")) if properties else {}
    names = {NAMES[key] for key in NAMES if asked.get(key, "off" if key == "packed" else "on") == "on"}
    return names | ALWAYS | {"VIRTIO_F_ANY_LAYOUT" if machine.endswith(", legacy") else "VIRTIO_F_VERSION_1"}


@dataclass
class Machine:
    """A running machine: TCP and UDP of the guest's port 7 are at these ports of the host, `wire` hears and speaks Ethernet."""
    tcp: int
    udp: int
    wire: socket.socket
    address: tuple[str, int]
    monitor: Path
    log: Path

    def speak(self, packet: Packet) -> None:
        self.wire.sendto(bytes(Ether(src=OWN_MAC, dst=MAC) / packet), self.address)

    def forget(self) -> None:
        """Drop what was heard meanwhile: all that went over the hub."""
        self.wire.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            while True:
                self.wire.recv(4096)

    def hear(self, timeout: float) -> Packet:
        self.wire.settimeout(timeout)
        return Ether(self.wire.recv(4096))


def boot(machine: str, properties: str, cpus: int, folder: Path, cleanup: ExitStack) -> Machine:
    options, device = MACHINES[machine]
    return boot_with(options, device, properties, cpus, folder, cleanup)


def boot_with(options: list[str], device: str, properties: str, cpus: int, folder: Path, cleanup: ExitStack, words: str = "") -> Machine:
    """A machine with these options of QEMU and this network card. With `words` for the kernel it has trace points."""
    wire = cleanup.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    wire.bind(("127.0.0.1", 0))
    tcp, udp, own = free_port(), free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_DGRAM)
    network = ["-netdev", "hubport,id=net0,hubid=0",
               "-netdev", f"user,id=user0,hostfwd=tcp:127.0.0.1:{tcp}-:7,hostfwd=udp:127.0.0.1:{udp}-:7",
               "-netdev", "hubport,id=hub1,hubid=0,netdev=user0",
               "-netdev", f"socket,id=wire0,udp=127.0.0.1:{wire.getsockname()[1]},localaddr=127.0.0.1:{own}",
               "-netdev", "hubport,id=hub2,hubid=0,netdev=wire0"]
    whole = ",".join(filter(None, [device, "netdev=net0", f"mac={MAC}", properties]))
    command = ["timeout", "600", "qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-accel", "tcg,thread=multi",
               "-cpu", "max", "-m", "128", "-smp", str(cpus), "-serial", "stdio", "-chardev", f"file,id=log,path={folder / 'log'}",
               "-device", "isa-debugcon,iobase=0x402,chardev=log", "-qmp", f"unix:{folder / 'qmp'},server=on,wait=off",
               "-kernel", str(cache.image_of(PROGRAM, Options(tracing=words != "")).path), "-append", words, *options, *network, "-device", whole]
    process = cleanup.enter_context(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE))
    cleanup.callback(process.terminate)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"listening"
    return Machine(tcp, udp, wire, ("127.0.0.1", own), folder / "qmp", folder / "log")


def check_ping(machine: Machine, count: int) -> None:
    """So many echo requests with data of all sizes are answered; who asks by ARP for us gets an answer too."""
    machine.forget()
    for number in range(count):
        data = random.randbytes(number * 1400 // count)
        machine.speak(IP(src=OWN, dst=GUEST) / ICMP(id=7, seq=number) / data)
        while True:
            heard = machine.hear(10)
            if ARP in heard and heard[ARP].op == 1 and heard[ARP].pdst == OWN:
                machine.speak(ARP(op=2, hwsrc=OWN_MAC, psrc=OWN, hwdst=MAC, pdst=GUEST))
            elif ICMP in heard and heard[ICMP].type == 0 and heard[ICMP].seq == number:
                assert bytes(heard[ICMP].payload)[:len(data)] == data
                break


def check_tcp(machine: Machine, length: int) -> None:
    """So many random bytes go to the guest and come back the same."""
    data = random.randbytes(1 << 20)
    with socket.create_connection(("127.0.0.1", machine.tcp)) as connection:
        connection.settimeout(60)

        def send() -> None:
            for _ in range(length >> 20):
                connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)

        sender = threading.Thread(target=send)
        sender.start()
        received = 0
        while part := connection.recv(1 << 16):
            start = received % len(data)
            assert part == (data[start:] + data)[:len(part)], f"other bytes after {received}"
            received += len(part)
        sender.join()
    assert received == length


def check_udp(machine: Machine, count: int, least: float = 0.5) -> None:
    """Of a burst of datagrams some may be lost, but not all, and none altered or doubled."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint:
        endpoint.settimeout(3)
        sent = [number.to_bytes(4, "big") * random.randint(1, 350) for number in range(count)]
        for at in range(0, count, 20):
            for data in sent[at:at + 20]:
                endpoint.sendto(data, ("127.0.0.1", machine.udp))
            time.sleep(0.005)
        received: list[bytes] = []
        try:
            while len(received) < count:
                received.append(endpoint.recv(4096))
        except TimeoutError:
            pass
    assert len(set(received)) == len(received) and set(received) <= set(sent)
    assert len(received) >= count * least


@pytest.mark.parametrize("machine, properties, cpus", LIVES)
def test_everything_works(machine: str, properties: str, cpus: int, tmp_path: Path) -> None:
    with ExitStack() as cleanup:
        running = boot(machine, properties, cpus, tmp_path, cleanup)
        assert negotiated_features(running.monitor) == expected_features(machine, properties)
        check_ping(running, 20)
        check_tcp(running, MEGABYTES << 20)
        check_udp(running, 200)
        check_ping(running, 5)
        assert "error" not in running.log.read_text(errors="replace"), "the device was reset"


RING_MACHINES = ["microvm", "microvm, legacy", "q35", "pc, transitional"]
RING_LIVES = [(machine, properties, size) for machine in RING_MACHINES for properties in ("", "packed=on", "mrg_rxbuf=off") for size in (2, 4, 64, 1024)
              if applies(machine, properties)] + [("q35", "packed=on", 3), ("microvm", "packed=on", 7)]
RING_SAMPLES = [("microvm", "", 2), ("q35", "packed=on", 3), ("microvm, legacy", "", 4), ("q35", "", 64), ("q35", "packed=on", 1024)]


@pytest.mark.parametrize("machine, properties, size", RING_LIVES if SOAK else RING_SAMPLES)
def test_rings_of_every_size(machine: str, properties: str, size: int, tmp_path: Path) -> None:
    """Smaller than QEMU's own are what the driver says."""
    options, device = MACHINES[machine]
    with ExitStack() as cleanup:
        offered = ["rx_queue_size=1024"] if size > 256 else []
        running = boot_with(options, device, ",".join(filter(None, [properties, *offered])), 1, tmp_path, cleanup, f"virtio.ring={size}")
        assert ring_sizes(running.monitor) == [size, size if "microvm" in machine else min(size, 256)], "on PCI a transmit ring has 256 at most"
        assert negotiated_features(running.monitor) == expected_features(machine, properties)
        check_ping(running, 20)
        check_tcp(running, (MEGABYTES if size >= 64 else 2) << 20)
        check_udp(running, 100, least=0.1 if size < 64 else 0.5)
        check_ping(running, 5)
        log = running.log.read_text(errors="replace")
        assert "error" not in log and "virtio.ring" not in log


@pytest.mark.parametrize("properties, word", [("", "0"), ("", "1"), ("", "3"), ("", "512"), ("", "2048"), ("", "sixty"), ("", ""), ("packed=on", "1"), ("packed=on", "257"), ("", "00064")])
def test_what_is_no_size_of_a_ring(properties: str, word: str, tmp_path: Path) -> None:
    options, device = MACHINES["q35"]
    with ExitStack() as cleanup:
        running = boot_with(options, device, properties, 1, tmp_path, cleanup, f"virtio.ring={word}")
        assert ring_sizes(running.monitor) == ([64, 64] if word == "00064" else [256, 256])
        check_ping(running, 2)
        assert ("network: virtio.ring= is no size for the rings of this device" in running.log.read_text()) == (word != "00064")


def ring_sizes(monitor: Path) -> list[int]:
    """Of the receive and the transmit ring, as QEMU sees them."""
    device = ask(monitor, "info virtio").split()[0]
    return [int(ask(monitor, f"info virtio-queue-status {device} {queue}").partition("num:")[2].split()[0]) for queue in (0, 1)]


def test_a_cable_that_is_pulled_and_plugged_in_again(tmp_path: Path) -> None:
    with ExitStack() as cleanup:
        running = boot("q35", "", 1, tmp_path, cleanup)
        check_ping(running, 3)
        ask(running.monitor, "set_link net0 off")
        running.forget()
        running.speak(IP(src=OWN, dst=GUEST) / ICMP(id=7, seq=1))
        with pytest.raises((TimeoutError, BlockingIOError)):
            while not (heard := running.hear(1)).haslayer(ICMP):
                pass
        ask(running.monitor, "set_link net0 on")
        heard = running.hear(10)
        while ARP not in heard or heard[ARP].psrc != GUEST or heard[ARP].pdst != GUEST:
            heard = running.hear(10)
        check_ping(running, 3)
        check_tcp(running, 1 << 20)
