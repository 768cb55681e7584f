"""A booted machine whose cores each have connections of their own: many at once, every byte checked both ways; ends of all kinds; calls in the other
direction. On which core the connections are is read out of the machine's memory.
"""

from __future__ import annotations

import random
import shutil
import socket
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import pytest

from tests.namespaces import needs_tap, said_in_namespace
from tests.soak import SOAK
from tests.virtio.test_tap import boot, make_tap_of_several_queues
from yarara import cache
from yarara.machines.monitor import Monitor
from yarara.observe.guest import Guest
from yarara.observe.image import ImageFile
from yarara.observe.snapshot import Network, take

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PROGRAM = Path(__file__).parent / "programs" / "serve_on_each_core.py"
ADDRESS = "10.9.0.2"
PATIENCE = 100
CONNECTIONS = 48
KILOBYTES = 400 if SOAK else 80
SHORT = 150
LIVES = {  # queues of the device, processors, further properties: cores with connections of their own
    (2, 2, ""): 2, (2, 2, ",rss=on"): 2, (4, 4, ""): 4, (4, 4, ",rss=on"): 4, (2, 4, ",packed=on"): 2, (4, 2, ",rss=on,packed=on"): 2,
    (2, 2, ",mrg_rxbuf=off,csum=off,guest_csum=off"): 2, (1, 2, ""): 1, (2, 2, ",vectors=0"): 1,
}
SAMPLES = [(2, 2, ""), (2, 2, ",rss=on"), (4, 4, ""), (4, 4, ",rss=on"), (1, 2, "")]


@needs_tap
@pytest.mark.parametrize("queues, cpus, properties", LIVES if SOAK else SAMPLES)
def test_each_core_has_connections(queues: int, cpus: int, properties: str) -> None:
    cache.image_of(PROGRAM)
    assert said_in_namespace("tests.virtio.test_stacks_booted", queues, cpus, properties) == "all is well\n"


def main(queues: int, cpus: int, properties: str) -> None:
    """Inside the namespace."""
    cores = LIVES[queues, cpus, properties]
    if queues > 1:
        make_tap_of_several_queues()
    with ExitStack() as cleanup, tempfile.TemporaryDirectory() as folder:
        monitor, log = Path(folder) / "qmp", Path(folder) / "log"
        lines = boot(f"mq={'on' if queues > 1 else 'off'}{properties}", queues, monitor, log, cleanup, cpus, program=PROGRAM)
        with ExitStack() as open_ones:
            connections = [open_ones.enter_context(connect(7)) for _ in range(CONNECTIONS)]
            at_once([partial(echo, connections[number], number) for number in range(CONNECTIONS)])
            there = network(monitor).connections
            assert len(there) == cores and sum(there) == CONNECTIONS and all(there), there
            for connection in connections[:8]:
                reset(connection)
        ended = sorted(next(lines) for _ in range(CONNECTIONS))
        assert ended == ["ConnectionResetError after " + str(KILOBYTES * 1024)] * 8 + [f"closed after {KILOBYTES * 1024}"] * (CONNECTIONS - 8), ended
        at_once([be_short, be_short, be_short, wait_in_vain, wait_in_vain, be_called, be_called])
        ended = [next(lines) for _ in range(3 * SHORT)]
        assert ended == ["closed after 5"] * (3 * SHORT), ended
        wait_until(lambda: sum(network(monitor).connections) == sum(network(monitor).waiting))
        said = log.read_text(errors="replace")
        assert "error" not in said, said
        counted = network(monitor)
        assert [queue.name for queue in counted.queues] == [f"{way}{f' {core}' if core else ''}" for core in range(cores) for way in ("receive", "transmit")]
        assert all(queue.returned for queue in counted.queues)
        assert counted.faults == 0 and counted.counters["tcp_no_connection"] <= 8, counted.counters
    print("all is well")


def connect(port: int) -> socket.socket:
    return socket.create_connection((ADDRESS, port), PATIENCE)


def at_once(talks: list[Callable[[], None]]) -> None:
    failed: list[BaseException] = []

    def guarded(talk: Callable[[], None]) -> None:
        try:
            talk()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(talk,)) for talk in talks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def echo(connection: socket.socket, number: int) -> None:
    """Pieces of all sizes there and back, while others do the same."""
    chosen = random.Random(number)
    left = KILOBYTES * 1024
    while left:
        data = chosen.randbytes(min(left, chosen.choice([1, 100, 1460, 1461, 9000, 50_000])))
        sender = threading.Thread(target=connection.sendall, args=(data,))
        sender.start()
        received = b""
        while len(received) < len(data):
            part = connection.recv(len(data) - len(received))
            assert part, "closed early"
            received += part
        sender.join()
        assert received == data
        left -= len(data)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def be_short() -> None:
    for number in range(SHORT):
        with connect(7) as connection:
            connection.sendall(b"%05d" % number)
            assert connection.recv(100) == b"%05d" % number


def wait_in_vain() -> None:
    for _ in range(8):
        with connect(9) as connection:
            assert connection.recv(100) == b"timed out"


def be_called() -> None:
    """From any port, and from one that was named, wherever its connection has to be."""
    with socket.create_server(("", 0)) as server, connect(8) as connection:
        server.settimeout(PATIENCE)
        port = server.getsockname()[1]
        for number in range(12):
            own = 0 if number % 2 else 20_000 + port % 1000 * 16 + number
            connection.sendall(b"%d %d" % (port, own))
            call, (_, there) = server.accept()
            with call:
                call.settimeout(PATIENCE)
                assert call.recv(100) == b"hello from %d" % there and there == (own or there)
                call.sendall(b"you are heard")
                assert connection.recv(100) == b"you are heard"
                assert call.recv(100) == b""


def network(monitor: Path) -> Network:
    """What is in the machine's memory."""
    with closing(Monitor(str(monitor))) as source:
        while True:
            try:
                found = take(Guest(ImageFile(cache.image_of(PROGRAM).path), source, 0)).network
            except LookupError:  # it changed under the look
                continue
            assert found is not None
            return found


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "not in so long"
        time.sleep(0.2)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
