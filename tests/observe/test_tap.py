"""A process with a TAP device is seen like a machine: its frames in a capture, and in the timeline."""

from __future__ import annotations

import json
import socket
import tempfile
from pathlib import Path

from scapy.utils import RawPcapReader

from tests.command import Running
from tests.namespaces import needs_tap, said_in_namespace
from tests.observe.test_chrome import check
from tests.observe.test_run import SERVE
from yarara import cache
from yarara.compiler.options import PROCESS, Options

GUEST = ("10.9.0.2", 7000)
TCP_STATES = ["SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK"]


@needs_tap
def test_frames_of_a_process() -> None:
    cache.image_of(SERVE, Options(PROCESS, tracing=True))
    assert said_in_namespace("tests.observe.test_tap", timeout=200) == "seen\n"


def main() -> None:
    """Inside the namespace."""
    with tempfile.TemporaryDirectory() as folder:
        traffic, trace = Path(folder) / "traffic.pcapng", Path(folder) / "trace.json"
        with Running("run", "--machine", "process", "--tap", "tap0", "--ip", "10.9.0.2/24", "--pcap", traffic, "--trace-file", trace, SERVE, "--", "7000") as running:
            running.wait_for(b"listening")
            with socket.create_connection(GUEST, 60) as connection:
                connection.sendall(b"hello")
                assert connection.recv(100) == b"hello"
                connection.shutdown(socket.SHUT_WR)
                assert connection.recv(100) == b""
            running.process.send_signal(2)
            running.process.wait(30)
        with RawPcapReader(str(traffic)) as reader:
            lengths = [len(data) for data, _ in reader]
        events = json.loads(trace.read_text())
        check(events)
        assert lengths == [event["args"]["bytes"] for event in events if event["name"] in ("frame in", "frame out")]
        assert len(lengths) >= 8
        states = [event["name"] for event in events if event["ph"] == "b"]
        assert states == TCP_STATES, states
    print("seen")


if __name__ == "__main__":
    main()
