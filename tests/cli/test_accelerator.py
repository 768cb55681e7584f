"""The choice of `auto`: what KVM may claim, and how the answer is kept."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from yarara.machines import accelerator, qemu
from yarara.machines.accelerator import Answer


def a_qemu(path: Path, kvm_seconds: float, kvm_status: int) -> str:
    """A stand-in that needs 0.3 s under TCG, and what is given under KVM."""
    path.write_text(f'#!/bin/sh\ncase "$*" in *"-accel kvm"*) sleep {kvm_seconds}; exit {kvm_status};; esac\nsleep 0.3; exit 85\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_probe_image_passes_under_tcg() -> None:
    answer = accelerator.probe(qemu.find())
    assert answer.reason != "the probe did not finish even under TCG"


def test_kvm_that_is_fast_is_chosen(tmp_path: Path) -> None:
    assert accelerator.probe(a_qemu(tmp_path / "qemu", 0.01, 85)).accelerator == "kvm"


@pytest.mark.parametrize("seconds, status", [(30, 85), (0.01, 1)], ids=["slow", "broken"])
def test_kvm_that_is_slow_or_broken_is_not(tmp_path: Path, seconds: float, status: int) -> None:
    assert accelerator.probe(a_qemu(tmp_path / "qemu", seconds, status)).accelerator == "tcg"


def test_the_answer_is_kept_until_qemu_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([Answer("tcg", "first"), Answer("kvm", "second")])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(accelerator, "probe", lambda program: next(answers))
    monkeypatch.setattr(accelerator, "_KVM", tmp_path)
    program = a_qemu(tmp_path / "qemu", 0, 0)
    assert accelerator.choose(program).reason == accelerator.choose(program).reason == "first"
    (tmp_path / "qemu").write_text("#!/bin/sh\nexit 0\n")
    assert accelerator.choose(program).reason == "second"


def test_without_the_device_there_is_no_probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerator, "_KVM", tmp_path / "absent")
    assert accelerator.choose("never started") == Answer("tcg", "there is no /dev/kvm")
