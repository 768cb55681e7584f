"""Sends every datagram back to where it came from.

    echo_udp.py [PORT]      (default 7)
"""

from __future__ import annotations

import socket
import sys


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("", port))
        print(f"listening on port {port}", flush=True)
        while True:
            data, sender = server.recvfrom(65535)
            server.sendto(data, sender)


if __name__ == "__main__":
    main()
