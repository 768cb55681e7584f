"""Counts what a client on port 9 sends, but reads only when the client on port 10 sends a line: flow control."""

from __future__ import annotations

import socket
import threading

go = threading.Event()


def control() -> None:
    server = socket.create_server(("", 10))
    connection, _ = server.accept()
    connection.recv(100)
    go.set()


threading.Thread(target=control, daemon=True).start()
server = socket.create_server(("", 9))
print("listening", flush=True)
connection, _ = server.accept()
print("accepted", flush=True)
go.wait()
total = 0
wrong = 0
data = connection.recv(4096)
while data:
    for byte in data:
        if byte != total % 251:
            wrong += 1
        total += 1
    data = connection.recv(4096)
print(f"received {total}, {wrong} wrong", flush=True)
