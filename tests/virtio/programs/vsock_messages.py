"""Sends messages to its host, which sends each of them back, twice; then takes a call and sends back what comes."""

from __future__ import annotations

import errno
import socket

SERVER = 9000
OWN = 1234


def call() -> None:
    with socket.socket(socket.AF_VSOCK, socket.SOCK_SEQPACKET) as client:
        print(client.type == socket.SOCK_SEQPACKET, client.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE))
        client.connect((socket.VMADDR_CID_HOST, SERVER))
        for length in (1, 10, 4095, 4096, 4097, 60_000, 65_536):
            message = bytes([(length + position * 7) & 255 for position in range(length)])
            print("sent", client.send(message))
            print("back", client.recv(65_536) == message, client.recv(65_536) == message)
        for _ in range(100):
            client.sendall(b"one of many")
        print("many", {client.recv(100) for _ in range(200)})
        client.send(b"of this the beginning")
        print(client.recv(7), client.recv(3), client.send(b""))
        try:
            client.send(bytes(65_537))
        except OSError as failure:
            print("too long:", failure.errno == errno.EMSGSIZE)
        client.settimeout(0.2)
        try:
            client.recv(10)
        except TimeoutError as failure:
            print(failure)


def serve() -> None:
    with socket.socket(socket.AF_VSOCK, socket.SOCK_SEQPACKET) as server:
        server.bind((socket.VMADDR_CID_ANY, OWN))
        server.listen(3)
        print("listening", flush=True)
        connection, (cid, port) = server.accept()
        with connection:
            print("from", cid, port)
            lengths: list[int] = []
            message = connection.recv(65_536)
            while message:
                lengths.append(len(message))
                connection.send(message)
                message = connection.recv(65_536)
            print("messages of", lengths, flush=True)


call()
serve()
print("done", flush=True)
