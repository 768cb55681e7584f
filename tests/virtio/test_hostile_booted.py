"""A booted machine whose network card lies: QEMU gives the guest's rings to a model in this process (vhost-user), which at first behaves,
then breaks a rule. The kernel counts, logs and resets; what it had accepted is sent;
connections go on. All is seen from outside: frames, the log, how often the device was started.

By PCI only with its line: QEMU 7.2 dies of a vhost-user device with MSI-X where there is no KVM.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any, Callable

import pytest
from scapy.layers.inet import ICMP, IP

from tests.soak import SOAK
from tests.virtio.vhost import FORMATS, ModelCable, boot_with
from tests.wire.booted import Guest
from tests.wire.conversation import Conversation
from tests.wire.peer import GUEST, ROUTER
from yarara.devicemodel.net import HEADER, NetModel
from yarara.devicemodel.queue import Chain, DeviceQueue
from yarara.kernel.network.watchdog import MOST_INTERRUPTS

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MACHINES: dict[str, dict[str, Any]] = {"microvm": {}, "q35": {"machine": "q35"}}
LIVES = [(machine, rings) for machine in MACHINES for rings in FORMATS
         if SOAK or (machine, rings) in {("microvm", "split"), ("microvm", "packed"), ("q35", "split, flags"), ("q35", "packed, flags")}]
FRAME = b"\xff" * 6 + b"\x52\x55\x0a\x00\x02\x02" + b"\x88\xb5" + bytes(60)
"""For everyone, of a protocol that nobody speaks."""
MANY = 20
PATIENCE = 120


def start(machine: str, rings: str, directory: Path, program: str | Path = "echo.py", **options: Any) -> tuple[Guest, ModelCable]:
    return boot_with(directory, FORMATS[rings], program, vectors=0 if machine == "q35" else None, **MACHINES[machine], **options)


# -- lies: each is told about queue 0, of received frames, or 1, of sent ones ------------------------------------------------

def next_chain(queue: DeviceQueue) -> Chain:
    chain = queue.take()
    assert chain is not None, "the driver has lent nothing"
    return chain


def wrong_id(model: NetModel, queue: DeviceQueue) -> None:
    queue.live.forge(0, queue.size + 5, 40, 1)


def not_lent(model: NetModel, queue: DeviceQueue) -> None:
    """All that was offered is taken; any other identifier is free."""
    while queue.take() is not None:
        pass
    free = next(head for head in reversed(range(queue.size)) if head not in queue.live.outstanding)
    queue.live.forge(0, free, 40, 1)


def longer_than_the_buffer(model: NetModel, queue: DeviceQueue) -> None:
    chain = next_chain(queue)
    queue.live.forge(0, chain.head, chain.writable() + 1, 1)


def shorter_than_a_header(model: NetModel, queue: DeviceQueue) -> None:
    queue.put(next_chain(queue).head, 5)


def more_buffers_than_there_are(model: NetModel, queue: DeviceQueue) -> None:
    chain = next_chain(queue)
    queue.put(chain.head, chain.write(HEADER.pack(0, 0, 0, 0, 0, 0, 9) + FRAME))


def index_jumps(model: NetModel, queue: DeviceQueue) -> None:
    queue.live.forge(0, 0, 40, 30000)


def received_twice(model: NetModel, queue: DeviceQueue) -> None:
    chain = next_chain(queue)
    written = chain.write(HEADER.pack(0, 0, 0, 0, 0, 0, 1) + FRAME)
    queue.put(chain.head, written)
    queue.live.forge(0, chain.head, written, 1)


def sent_twice(model: NetModel, queue: DeviceQueue) -> None:
    """It sends one frame in truth."""
    chain = next_chain(queue)
    model.wire.append(chain.read()[HEADER.size:])
    queue.put(chain.head, 0)
    queue.live.forge(0, chain.head, 0, 1)


Lie = Callable[[NetModel, DeviceQueue], None]
LIES: dict[str, tuple[int, Lie, str]] = {  # the queue, the lie, and what the log says of it
    "received: a wrong id": (0, wrong_id, "returned a buffer that it did not have"),
    "received: longer than the buffer": (0, longer_than_the_buffer, "wrote more than the buffer holds"),
    "received: shorter than a header": (0, shorter_than_a_header, "wrote less than a header"),
    "received: in buffers that do not come": (0, more_buffers_than_there_are, "counted buffers that it did not return"),
    "received: an index that jumps": (0, index_jumps, "field idx"),
    "received: the same buffer twice": (0, received_twice, "returned a buffer that it did not have"),
    "sent: a wrong id": (1, wrong_id, "returned a buffer that it did not have"),
    "sent: a buffer that it never had": (1, not_lent, "returned a buffer that it did not have"),
    "sent: an index that jumps": (1, index_jumps, "field idx"),
    "sent: the same buffer twice": (1, sent_twice, "returned a buffer that it did not have"),
}


def is_told(lie: str, rings: str) -> bool:
    """A packed ring has no index that could jump."""
    return not ("packed" in rings and "jumps" in lie)


LIED_TO = [(machine, rings, lie) for machine, rings in LIVES for lie in LIES
           if is_told(lie, rings) and (SOAK or machine == "microvm" or lie == "sent: the same buffer twice")]


# -- what is seen from outside -----------------------------------------------------------------------------------------------

def wait_until(cable: ModelCable, happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"{what} did not happen"
        cable.serve(0.02)


def ask_for_replies(guest: Guest, numbers: range) -> None:
    for number in numbers:
        guest.peer.send(IP(src=ROUTER, dst=GUEST) / ICMP(type=8, id=5, seq=number) / bytes(40))


def replies(guest: Guest, count: int) -> list[int]:
    """The numbers of so many answers as they come, and of any that come too many."""
    numbers: list[int] = []
    timeout = float(PATIENCE)
    while (packet := guest.peer.receive(lambda p: ICMP in p and p[ICMP].type == 0 and p[ICMP].id == 5, timeout)) is not None:
        numbers.append(int(packet[ICMP].seq))
        timeout = PATIENCE if len(numbers) < count else 0.3
    return numbers


def tell(cable: ModelCable, lie: str) -> None:
    """Lie, interrupt, and wait until the driver has started the device anew."""
    number, how, _ = LIES[lie]
    queue = cable.model.queues[number]
    starts = cable.device.starts
    how(cable.model, queue)
    cable.model.interrupt(1, queue.vector)
    wait_until(cable, lambda: cable.device.starts > starts and cable.model.live(), "a reset")


@pytest.mark.parametrize("machine, rings", LIVES)
def test_a_device_that_behaves(machine: str, rings: str, tmp_path: Path) -> None:
    guest, cable = start(machine, rings, tmp_path)
    with guest:
        assert guest.peer.ping()  # now it knows our hardware address
        ask_for_replies(guest, range(50))
        assert replies(guest, 50) == list(range(50))
        talk = Conversation(guest.peer, 7)
        talk.connect()
        for size in (1, 500, 1400):
            talk.exchange(bytes([size % 251]) * size)
        talk.close()
        assert cable.device.starts == 1 and b"error" not in guest.log


@pytest.mark.parametrize("machine, rings, lie", LIED_TO)
def test_a_lie_costs_a_reset_and_nothing_else(machine: str, rings: str, lie: str, tmp_path: Path) -> None:
    guest, cable = start(machine, rings, tmp_path)
    number, _, fault = LIES[lie]
    with guest:
        talk = Conversation(guest.peer, 7)
        talk.connect()
        talk.exchange(b"before")
        cable.holds = True
        ask_for_replies(guest, range(MANY))
        wait_until(cable, lambda: cable.model.queues[1].waiting() >= MANY, "an answer to all")
        tell(cable, lie)
        cable.holds = False
        assert replies(guest, MANY) == list(range(MANY)), "what was accepted is sent, once and in order"
        talk.exchange(b"after")
        talk.close()
        text = guest.log.decode(errors="replace")
        assert fault in text and f"({'transmit' if number else 'receive'} queue, descriptor " in text and text.count(", error ") == 1
        assert cable.device.starts == 2


@pytest.mark.parametrize("rings", ["split", "packed"])
def test_a_web_server_outlives_all_lies(rings: str, tmp_path: Path) -> None:
    program = Path(__file__).parents[2] / "examples" / "http_server.py"
    guest, cable = start("microvm", rings, tmp_path, program, until="")
    with guest:
        told = [lie for lie in LIES if is_told(lie, rings)] * (10 if SOAK else 1)
        for number, lie in enumerate(told):
            if number == 0:
                wait_for_server(guest)
            if LIES[lie][0] == 1:
                cable.holds = True
                ask_for_replies(guest, range(3))
                wait_until(cable, lambda: cable.model.queues[1].waiting() >= 3, "an answer")
            tell(cable, lie)
            cable.holds = False
            page = fetch(guest, "/hello/you")
            assert page.startswith(b"HTTP/1.1 200 OK\r\n") and b"you" in page
        assert cable.device.starts == 1 + len(told)
        assert b", error 8\n" in guest.log, "of many errors the first, the second, the fourth, ... are logged"
        assert f"/hello {len(told)}\n".encode() in fetch(guest, "/statistics")


def wait_for_server(guest: Guest) -> None:
    """It says nothing; it listens as soon as it has an address, which it has got before."""
    deadline = time.monotonic() + PATIENCE
    while not guest.peer.ping(timeout=0.5):
        assert time.monotonic() < deadline


def fetch(guest: Guest, path: str) -> bytes:
    talk = Conversation(guest.peer, 80)
    talk.connect()
    talk.send("PA", f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    page = b""
    while not talk.finished:
        segment = talk.next()
        assert segment is not None, "the server does not answer; last frames: " + guest.peer.summary()
        talk.take(segment)
        page, talk.received = page + talk.received, b""
    talk.send("FA")
    return page


@pytest.mark.parametrize("rings", ["split", "packed"])
def test_a_device_that_does_nothing_for_ever(rings: str, tmp_path: Path) -> None:
    guest, cable = start("microvm", rings, tmp_path)
    with guest:
        assert guest.peer.ping()
        cable.holds = True
        ask_for_replies(guest, range(MANY))
        wait_until(cable, lambda: cable.device.starts == 2, "a reset")
        cable.holds = False
        assert replies(guest, MANY) == list(range(MANY))
        assert b"sent nothing for five seconds, error 1" in guest.log


@pytest.mark.parametrize("rings", ["split", "packed"])
def test_interrupts_without_a_reason(rings: str, tmp_path: Path) -> None:
    guest, cable = start("microvm", rings, tmp_path)
    with guest:
        assert guest.peer.ping()
        for _ in range(MOST_INTERRUPTS // 2):
            cable.model.interrupt(1, 0)
            time.sleep(0.0005)
        assert guest.peer.ping() and cable.device.starts == 1, "some are no error"
        deadline = time.monotonic() + PATIENCE
        while cable.device.starts == 1:
            assert time.monotonic() < deadline, "the driver bears any number of them"
            cable.model.interrupt(1, 0)
            cable.serve(0.001)
        wait_until(cable, cable.model.live, "the second start")
        ask_for_replies(guest, range(MANY))
        assert replies(guest, MANY) == list(range(MANY))
        assert b"interrupted without a reason, error 1" in guest.log
