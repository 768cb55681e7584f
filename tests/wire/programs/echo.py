"""Echoes TCP on port 7 and UDP on port 7, and TCP on port 40007: one thread per connection. Says on stdout how each ended."""

from __future__ import annotations

import socket
import threading


def serve(connection: socket.socket) -> None:
    total = 0
    with connection:
        try:
            data = connection.recv(65536)
            while data:
                total += len(data)
                connection.sendall(data)
                data = connection.recv(65536)
            print(f"closed after {total}", flush=True)
        except OSError as error:
            print(f"{type(error).__name__} after {total}", flush=True)


def accept(server: socket.socket) -> None:
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


def echo_datagrams(endpoint: socket.socket) -> None:
    while True:
        data, sender = endpoint.recvfrom(65535)
        endpoint.sendto(data, sender)


high = socket.create_server(("", 40007))
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("", 7))
threading.Thread(target=accept, args=(high,), daemon=True).start()
threading.Thread(target=echo_datagrams, args=(datagrams,), daemon=True).start()
low = socket.create_server(("", 7))
print("listening", flush=True)
accept(low)
