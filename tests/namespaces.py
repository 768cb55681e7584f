"""Tests that need a network of their own: a module of tests runs once more inside a new network namespace, which has a TAP device."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import ROOT

IN_NAMESPACE = ["sh", str(ROOT / "tests" / "namespace.sh")]


def _has_tap() -> bool:
    return subprocess.run([*IN_NAMESPACE, "true"], capture_output=True).returncode == 0


needs_tap = pytest.mark.skipif(not _has_tap(), reason="TAP devices need /dev/net/tun, the program ip, and user namespaces")


def said_in_namespace(module: str, *words: object, timeout: float = 300) -> str:
    """What `python -m module words...` prints in there. Raises AssertionError, with what it said on stderr, when it fails."""
    command = [*IN_NAMESPACE, sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stderr
    return done.stdout
