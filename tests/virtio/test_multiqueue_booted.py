"""A booted machine with a pair of queues on each core, on a TAP device with as many queues: several connections at a time, each byte checked;
what was negotiated, and by which queues frames went, is asked of QEMU's monitor.
"""

from __future__ import annotations

import re
import shutil
import socket
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.namespaces import needs_tap, said_in_namespace
from tests.soak import SOAK
from tests.virtio.monitor import ask, negotiated_features
from tests.virtio.test_tap import GUEST, PROGRAM, boot, make_tap_of_several_queues, talk_tcp, talk_udp
from yarara import cache

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

FLOWS = 100
CONNECTIONS = 8
MEGABYTES = 8 if SOAK else 1
LIVES = {  # queues of the device, processors, further properties: pairs in use
    (2, 2, ""): 2, (2, 2, ",packed=on"): 2, (4, 4, ""): 4, (4, 2, ""): 2, (2, 4, ""): 2, (4, 1, ""): 1, (1, 2, ""): 1,
    (2, 2, ",vectors=0"): 1, (2, 2, ",vectors=3"): 1, (2, 2, ",event_idx=off"): 2, (4, 4, ",mrg_rxbuf=off"): 4,
    (2, 2, ",rss=on"): 2, (4, 4, ",rss=on,packed=on"): 4, (4, 2, ",rss=on,hash=on"): 2,
}
SAMPLES = [(2, 2, ""), (2, 2, ",packed=on"), (4, 4, ""), (4, 2, ""), (2, 2, ",vectors=0"), (2, 2, ",rss=on"), (4, 4, ",rss=on,packed=on")]


@needs_tap
@pytest.mark.parametrize("queues, cpus, properties", LIVES if SOAK else SAMPLES)
def test_each_core_has_a_pair(queues: int, cpus: int, properties: str) -> None:
    cache.image_of(PROGRAM)
    assert said_in_namespace("tests.virtio.test_multiqueue_booted", queues, cpus, properties) == "all is well\n"


def main(queues: int, cpus: int, properties: str) -> None:
    """Inside the namespace."""
    pairs = LIVES[queues, cpus, properties]
    if queues > 1:
        make_tap_of_several_queues()
    with ExitStack() as cleanup, tempfile.TemporaryDirectory() as folder:
        monitor, log = Path(folder) / "qmp", Path(folder) / "log"
        boot(f"mq={'on' if queues > 1 else 'off'}{properties}", queues, monitor, log, cleanup, cpus,
             "-trace", "virtio_net_rss_enable", "-D", str(Path(folder) / "trace"))
        talk_udp(1500)
        talk_from_many_ports()
        talk_at_once()
        queues_used(monitor, 2 * pairs)
        said = log.read_text(errors="replace")
        assert "error" not in said, said
        negotiated = negotiated_features(monitor)
        assert ("VIRTIO_NET_F_MQ" in negotiated) == (pairs > 1) and "VIRTIO_NET_F_HASH_REPORT" not in negotiated
        assert ("VIRTIO_NET_F_RSS" in negotiated) == ("rss=on" in properties)
        if "rss=on" in properties:  # TCP and UDP over version 4, by a table of 128 entries and a key of 40 bytes
            assert "hashes 0x6, table of 128, key of 40" in (Path(folder) / "trace").read_text()
        assert (f"network: {pairs} pairs of queues\n" in said) == (pairs > 1), said
        if SOAK:
            talk_tcp()
    print("all is well")


def talk_from_many_ports() -> None:
    """So many flows that each pair has some."""
    for number in range(FLOWS):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint:
            endpoint.settimeout(30)
            for turn in range(3):
                endpoint.sendto(bytes([number, turn]), GUEST)
                assert endpoint.recv(16) == bytes([number, turn])


def talk_at_once() -> None:
    """Several connections, which different pairs have."""
    failed: list[BaseException] = []

    def talk(number: int) -> None:
        try:
            talk_tcp(MEGABYTES, number)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=talk, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def queues_used(monitor: Path, count: int) -> None:
    """See that each of the queues has carried frames. The place in a ring is back at 0 by chance now and then: a few frames more tell."""
    unused = set(range(count))
    for _ in range(5):
        unused = {queue for queue in unused if used_index(monitor, queue) == 0}
        if not unused:
            return
        talk_from_many_ports()
    raise AssertionError(f"queues without a frame: {unused}")


def used_index(monitor: Path, queue: int) -> int:
    """The place in a ring where the device returns the next buffer: of a split ring their number modulo 2^16, of a packed one modulo its size
    (QEMU's VirtQueue, `used_idx`).
    """
    device = ask(monitor, "info virtio").split()[0]
    found = re.search(r"used_idx:\s*(\d+)", ask(monitor, f"info virtio-queue-status {device} {queue}"))
    assert found is not None
    return int(found[1])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
