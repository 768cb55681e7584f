"""Finds HOST by DNS, connects to it, sends a line, and prints what comes back.

    client.py HOST PORT
"""

from __future__ import annotations

import socket
import sys

host, port = sys.argv[1], int(sys.argv[2])
try:
    print(f"{host} is {socket.gethostbyname(host)}", flush=True)
    with socket.create_connection((host, port), timeout=5) as connection:
        connection.sendall(b"hello\n")
        print("got", connection.recv(100), flush=True)
except OSError as error:
    print(type(error).__name__, flush=True)
