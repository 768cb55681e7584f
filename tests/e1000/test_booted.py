"""The whole stack over a card of Intel's, booted: an address by DHCP, ping, TCP both ways byte for byte, a burst of UDP, a pulled cable."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.command import Result, yarara
from tests.soak import SOAK
from tests.virtio.monitor import ask
from tests.virtio.test_matrix import MEGABYTES, boot_with, check_ping, check_tcp, check_udp

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

SAMPLES = {("q35", "e1000", 1), ("pc", "e1000", 2), ("q35", "e1000e", 2), ("pc", "e1000e", 1)}
LIVES = [(machine, card, cpus) for machine in ("q35", "pc") for card in ("e1000", "e1000e", "e1000-82545em") for cpus in (1, 2, 4)
         if SOAK or (machine, card, cpus) in SAMPLES]


@pytest.mark.parametrize("machine, card, cpus", LIVES)
def test_everything_works(machine: str, card: str, cpus: int, tmp_path: Path) -> None:
    with ExitStack() as cleanup:
        running = boot_with(["-machine", machine], f"{card},romfile=", "", cpus, tmp_path, cleanup)
        check_ping(running, 20)
        check_tcp(running, MEGABYTES << 20)
        check_udp(running, 200)
        ask(running.monitor, "set_link net0 off")
        ask(running.monitor, "set_link net0 on")
        check_ping(running, 5)
        assert "error" not in running.log.read_text(errors="replace"), "the device was reset"


@pytest.mark.parametrize("card", ["e1000", "e1000e"])
def test_yarara_run_takes_a_machine_that_has_the_card(card: str, tmp_path: Path) -> None:
    program = tmp_path / "who.py"
    program.write_text("import socket\nprint(socket.gethostbyname('localhost'), socket.create_server(('', 0)).getsockname()[0])\n")
    result = yarara("run", program, "--nic", card, "-v")
    assert (result.status, result.stdout) == (0, b"127.0.0.1 0.0.0.0\n")
    assert f"-device {card},netdev=net0" in result.stderr and "-machine q35" in result.stderr


def test_a_program_without_sockets_has_no_card(tmp_path: Path) -> None:
    program = tmp_path / "hello.py"
    program.write_text("print('hello')\n")
    message = "yarara: --nic e1000: this program does not use the network (it never imports socket)\n"
    assert yarara("run", program, "--nic", "e1000") == Result(1, b"", message)
