"""`yarara doctor`: what is installed, and which accelerators really work."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from argparse import Namespace
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from yarara.commands import Commands
from yarara.machines import accelerator, qemu


@dataclass(frozen=True)
class Finding:
    """One row: `works` is None for what is only worth knowing."""
    subject: str
    works: bool | None
    detail: str


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("doctor", help="say what is installed and which accelerators really work")
    parser.set_defaults(execute=execute)


def execute(arguments: Namespace) -> int:
    found = findings()
    _print(found)
    return 1 if any(finding.works is False for finding in found) else 0


def findings() -> list[Finding]:
    """Everything a build and a run need, in that order."""
    found = [Finding("python", True, platform.python_version())]
    found += [_package(name) for name in ("mypy", "llvmlite")]
    found.append(_program("ld", "binutils"))
    emulator = _program(qemu.PROGRAM, "qemu-system-x86")
    found.append(emulator)
    return found + (_accelerators(qemu.find()) if emulator.works else [])


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, f"missing: pip install {name}")


def _program(name: str, package: str) -> Finding:
    path = shutil.which(name)
    if path is None:
        return Finding(name, False, f"missing: apt install {package}")
    answer = subprocess.run([path, "--version"], capture_output=True, text=True).stdout.splitlines()
    return Finding(name, True, answer[0] if answer else path)


def _accelerators(program: str) -> list[Finding]:
    device = "present" if os.path.exists("/dev/kvm") else "absent"
    answer = accelerator.choose(program)
    return [
        Finding("/dev/kvm", None, device),
        Finding("accelerator", None, f"auto uses {answer.accelerator}: {answer.reason}"),
    ]


def _print(found: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False)
    marks = {True: "[green]ok[/]", False: "[red]no[/]", None: ""}
    for finding in found:
        table.add_row(finding.subject, marks[finding.works], finding.detail)
    Console(soft_wrap=True).print(table)
