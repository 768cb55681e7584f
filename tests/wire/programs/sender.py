"""To each client on port 9: as many bytes as its first line says, a counting pattern; then the end."""

from __future__ import annotations

import socket
import threading


def pattern(length: int) -> bytes:
    return bytes([i % 251 for i in range(length)])


def serve(connection: socket.socket) -> None:
    with connection:
        line = b""
        while not line.endswith(b"\n"):
            line += connection.recv(100)
        try:
            connection.sendall(pattern(int(line)))
            print("sent", flush=True)
        except OSError as error:
            print(f"{type(error).__name__}", flush=True)


server = socket.create_server(("", 9))
print("listening", flush=True)
while True:
    connection, _ = server.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
