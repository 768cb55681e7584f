"""Which accelerator to run with. `/dev/kvm` may exist and yet run ring-0 code a thousand times slower than native.

So nothing is believed by its presence: one small image, which does in ring 0 what a kernel does (long mode, paging, control
registers, and some hundred million instructions), runs under both accelerators. KVM is chosen when it needs no longer than
TCG; it is never given more time than that. The answer is kept until the host boots again or QEMU changes.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from yarara.machines.pvh import LOAD_ADDRESS, pvh_image
from yarara.paths import cache_directory

_KVM = Path("/dev/kvm")
_TCG_LIMIT = 20.0
"""Seconds; under TCG the probe takes well under one."""


@dataclass(frozen=True)
class Answer:
    """What `auto` means on this host, and why."""
    accelerator: str
    reason: str


def choose(qemu: str) -> Answer:
    """The accelerator that `auto` stands for, probed once per boot of the host. `qemu` is the path of the program."""
    if not _KVM.exists():
        return Answer("tcg", "there is no /dev/kvm")
    if not os.access(_KVM, os.R_OK | os.W_OK):
        return Answer("tcg", "/dev/kvm may not be opened by this user")
    remembered = _recall(qemu)
    if remembered is not None:
        return remembered
    answer = probe(qemu)
    _remember(qemu, answer)
    return answer


def probe(qemu: str) -> Answer:
    """Run the probe under both accelerators and compare."""
    with tempfile.TemporaryDirectory() as directory:
        image = Path(directory, "probe.elf")
        image.write_bytes(probe_image())
        tcg = _run(qemu, image, "tcg", _TCG_LIMIT)
        if tcg is None:
            return Answer("tcg", "the probe did not finish even under TCG")
        kvm = _run(qemu, image, "kvm", tcg)
    if kvm is None:
        return Answer("tcg", f"KVM did not finish in {tcg:.2f} s what TCG did in that time")
    return Answer("kvm", f"KVM took {kvm:.2f} s for what TCG did in {tcg:.2f} s")


def _run(qemu: str, image: Path, accelerator: str, limit: float) -> float | None:
    """Seconds that the image took, or None when it failed or did not finish within `limit` seconds."""
    command = [
        qemu, "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-machine", "microvm,acpi=off",
        "-accel", accelerator, "-m", "16M", "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", str(image),
    ]
    start = time.monotonic()
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - start if done.returncode == _PASSED else None


# -- remembering -------------------------------------------------------------------------------------------------------

def _identity(qemu: str) -> list[str | int]:
    """What the answer depends on: this boot of the host, this QEMU."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return [boot, qemu, os.stat(qemu).st_mtime_ns]


def _recall(qemu: str) -> Answer | None:
    try:
        kept = json.loads((cache_directory() / "accelerator.json").read_text())
        if kept["identity"] == _identity(qemu):
            return Answer(kept["accelerator"], kept["reason"])
    except (OSError, ValueError, KeyError):
        pass
    return None


def _remember(qemu: str, answer: Answer) -> None:
    try:
        path = cache_directory() / "accelerator.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"identity": _identity(qemu), "accelerator": answer.accelerator, "reason": answer.reason}
        path.write_text(json.dumps(kept))
    except OSError:
        pass  # probing again next time costs a second, nothing else


# -- the image ---------------------------------------------------------------------------------------------------------

_PASSED = 0x2A << 1 | 1
"""QEMU's own exit status after the probe wrote 0x2A to isa-debug-exit."""

_TABLES = LOAD_ADDRESS + 0x1000  # three pages: level 4, level 3, level 2
_GDT = LOAD_ADDRESS + 0x4000

_CODE = (
    b"\xB8" + struct.pack("<I", _TABLES) +  # mov eax, tables
    b"\x0F\x22\xD8"                         # mov cr3, eax
    b"\x0F\x20\xE0\x83\xC8\x20"             # mov eax, cr4; or eax, PAE
    b"\x0F\x22\xE0"                         # mov cr4, eax
    b"\xB9\x80\x00\x00\xC0\x0F\x32"         # mov ecx, EFER; rdmsr
    b"\x0D\x00\x01\x00\x00\x0F\x30"         # or eax, LME; wrmsr
    b"\x0F\x20\xC0"                         # mov eax, cr0
    b"\x0D\x01\x00\x00\x80"                 # or eax, PG | PE
    b"\x0F\x22\xC0"                         # mov cr0, eax
    b"\x0F\x01\x15" + struct.pack("<I", _GDT + 16) +  # lgdt
    b"\xEA" + struct.pack("<IH", LOAD_ADDRESS + 0x38, 8) +  # jmp 8:long_mode
    # long_mode:
    b"\xBE\x88\x13\x00\x00"                 # mov esi, 5000
    b"\x0F\x20\xD8\x0F\x22\xD8"             # outer: mov rax, cr3; mov cr3, rax
    b"\xB9" + struct.pack("<I", 50_000) +   # mov ecx, 50000
    b"\xFF\xC9\x75\xFC"                     # inner: dec ecx; jnz inner
    b"\xFF\xCE\x75\xED"                     # dec esi; jnz outer
    b"\xB8\x2A\x00\x00\x00"                 # mov eax, 0x2A
    b"\xBA\xF4\x00\x00\x00\xEF"             # mov edx, 0xF4; out dx, eax
    b"\xF4\xEB\xFD"                         # halt: hlt; jmp halt
)


def probe_image() -> bytes:
    """Page tables that map the first 2 MiB to themselves, a flat 64-bit code segment, and the loop."""
    block = bytearray(0x5000)
    block[:len(_CODE)] = _CODE
    present_writable, large = 0x3, 0x80
    struct.pack_into("<Q", block, 0x1000, _TABLES + 0x1000 | present_writable)
    struct.pack_into("<Q", block, 0x2000, _TABLES + 0x2000 | present_writable)
    struct.pack_into("<Q", block, 0x3000, present_writable | large)
    struct.pack_into("<QQ", block, 0x4000, 0, 0x00AF9A000000FFFF)
    struct.pack_into("<HI", block, 0x4010, 15, _GDT)
    return pvh_image(bytes(block))
