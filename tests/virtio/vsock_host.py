"""A host for streams in a process of its own: `python -m tests.virtio.vsock_host SOCKET FEATURES`. It listens on PORT, sends back what comes, and calls CALLED when it is asked to."""

from __future__ import annotations

import sys
from pathlib import Path

from yarara.devicemodel.vhost_user import VhostUser
from yarara.devicemodel.vsock import Stream, VsockHost, VsockModel

PORT, CALLED = 9000, 1234
CALL_ME = b"call me"


def main(path: str, features: int) -> None:
    model = VsockModel(features, capacity=128)
    host = VsockHost(model)
    host.listening.add(PORT)
    device = VhostUser(model, Path(path))
    print("ready", flush=True)
    echoed: dict[int, int] = {}

    def echo(stream: Stream) -> None:
        done = echoed.get(id(stream), 0)
        data = bytes(stream.received[done:])
        echoed[id(stream)] = done + len(data)
        if data == CALL_ME:
            host.connect(CALLED, 50_000)
        elif data:
            host.send(stream, data)

    while True:
        device.serve(0.01)
        host.step()
        for stream in list(host.streams):
            echo(stream)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
