"""Questions to QEMU's monitor: what the guest has negotiated, independently of what it says itself."""

from __future__ import annotations

import json
import socket
from pathlib import Path


def ask(monitor: Path, command: str) -> str:
    """What a command of the human monitor prints; `monitor` is the socket of QMP."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(monitor))
        stream = connection.makefile("rw", encoding="utf-8")
        stream.readline()
        answer: dict[str, object] = {}
        for request in ({"execute": "qmp_capabilities"},
                        {"execute": "human-monitor-command", "arguments": {"command-line": command}}):
            stream.write(json.dumps(request) + "\n")
            stream.flush()
            answer = json.loads(stream.readline())
            while "event" in answer:
                answer = json.loads(stream.readline())
        return str(answer["return"])


def negotiated_features(monitor: Path) -> set[str]:
    """The names of the features of the first virtio device."""
    device = ask(monitor, "info virtio").split()[0]
    status = ask(monitor, f"info virtio-status {device}")
    guest = status.partition("Guest features:")[2].partition("Host features:")[0]
    return {word.rstrip(":") for word in guest.split() if word.startswith("VIRTIO_")}
