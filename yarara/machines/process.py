"""The image as a static Linux program on this very machine: no virtual machine, the kernel's lowest layer is system calls.

It is for trying the compiler quickly; there is no network card, no second core, no memory limit.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from yarara.machines.qemu import Configuration
from yarara.machines.run import die_with


def run(image: Path, configuration: Configuration, timeout: float | None) -> int | None:
    """Run it with our own stdout and stderr; its exit status (negative: the signal that ended it), None after `timeout` seconds."""
    environment = dict(assignment.split("=", 1) for assignment in configuration.environment)
    process = subprocess.Popen(configuration.arguments, executable=str(image), env=environment,
                               stdin=subprocess.DEVNULL, preexec_fn=die_with(os.getpid()))
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        process.kill()
        process.wait()
