"""The guest of the network benchmark: sends datagrams back (UDP port 7), takes what it is sent (TCP port 8), sends as much as it is asked for (TCP
port 9). Connections come one at a time."""

from __future__ import annotations

import socket
import threading

PIECE = bytes(65536)


def echo(endpoint: socket.socket) -> None:
    while True:
        data, sender = endpoint.recvfrom(2048)
        endpoint.sendto(data, sender)


def take(server: socket.socket) -> None:
    while True:
        connection, _ = server.accept()
        with connection:
            while connection.recv(65536):
                pass


def give(server: socket.socket) -> None:
    """The client says how many pieces, on a line."""
    while True:
        connection, _ = server.accept()
        with connection:
            asked = b""
            while not asked.endswith(b"\n"):
                asked += connection.recv(32)
            for _ in range(int(asked.decode())):
                connection.sendall(PIECE)


datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("", 7))
threading.Thread(target=take, args=(socket.create_server(("", 8)),), daemon=True).start()
threading.Thread(target=give, args=(socket.create_server(("", 9)),), daemon=True).start()
echo(datagrams)
