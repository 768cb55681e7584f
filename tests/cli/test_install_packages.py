"""`tools/install-packages` on machines that lack something: all programs it can find are those of a directory of the test's own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "install-packages"
INSTALL = "apt-get install --quiet --yes --no-install-recommends"


class Machine:
    """Some programs, each of which notes how it was called. `apt-get install` of a package creates the program of its name."""

    def __init__(self, directory: Path, user: int, programs: list[str]) -> None:
        self.directory = directory
        self._calls = directory / "calls"
        self.has("id", f"echo {user}")
        for program in programs:
            self.has(program, "")

    def has(self, program: str, script: str) -> None:
        path = self.directory / program
        path.write_text(f'#!/bin/sh\necho "{program} $*" >> {self._calls}\n{script}\n')
        path.chmod(0o755)

    def has_apt(self, lists: bool = True) -> None:
        """Without `lists` it knows no package before an update."""
        os.symlink("/usr/bin/env", self.directory / "env")
        os.symlink("/usr/bin/touch", self.directory / "touch")
        if lists:
            (self.directory / "lists").touch()
        self.has("apt-get", f'[ "$1" = update ] && touch {self.directory}/lists\n[ -e {self.directory}/lists ]')

    def install(self, *programs: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([SCRIPT, *programs], env={"PATH": str(self.directory)}, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              timeout=60)

    @property
    def calls(self) -> list[str]:
        called = self._calls.read_text().splitlines() if self._calls.exists() else []
        return [call for call in called if not call.startswith("id ")]


def test_nothing_is_installed_where_nothing_is_missing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 0, ["qemu-system-x86_64", "ld"])
    machine.has_apt()
    done = machine.install("qemu-system-x86_64", "ld")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "") and machine.calls == []


def test_root_installs_what_is_missing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 0, ["ld"])
    machine.has_apt()
    done = machine.install("qemu-system-x86_64", "ld", "ab")
    assert done.returncode == 0 and done.stdout == "Installing: qemu-system-x86 apache2-utils\n"
    assert machine.calls == [f"{INSTALL} qemu-system-x86 apache2-utils"]


def test_the_package_lists_of_a_fresh_machine_are_fetched(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 0, [])
    machine.has_apt(lists=False)
    assert machine.install("qemu-system-x86_64").returncode == 0
    assert machine.calls == [f"{INSTALL} qemu-system-x86", "apt-get update --quiet", f"{INSTALL} qemu-system-x86"]


def test_a_package_that_cannot_be_installed_is_a_failure(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 0, [])
    machine.has_apt()
    machine.has("apt-get", "exit 100")
    assert machine.install("qemu-system-x86_64").returncode != 0


def test_others_install_through_sudo(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 1000, [])
    machine.has_apt()
    machine.has("sudo", '[ "$1" = -n ] || "$@"')
    assert machine.install("qemu-system-x86_64").returncode == 0
    assert machine.calls[-1] == f"{INSTALL} qemu-system-x86"


@pytest.mark.parametrize("sudo", [False, True], ids=["no sudo", "sudo would ask for a password, and nobody is there"])
def test_who_may_not_install_is_told_the_one_command(tmp_path: Path, sudo: bool) -> None:
    machine = Machine(tmp_path, 1000, [])
    machine.has_apt()
    if sudo:
        machine.has("sudo", "exit 1")
    done = machine.install("qemu-system-x86_64", "ld")
    assert done.returncode == 1 and "apt-get install --yes --no-install-recommends qemu-system-x86 binutils" in done.stderr
    assert not any(call.startswith("apt-get") for call in machine.calls)


def test_other_systems_are_told_what_is_missing(tmp_path: Path) -> None:
    done = Machine(tmp_path, 0, []).install("qemu-system-x86_64")
    assert done.returncode == 1 and done.stderr.startswith("Install what provides: qemu-system-x86 ")
