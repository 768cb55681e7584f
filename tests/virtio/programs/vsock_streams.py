"""Talks to its host: first as a client, then as a server. Prints what happens; ends when an empty stream comes."""

from __future__ import annotations

import errno
import socket
import threading

SERVER = 9000
NOBODY = 9001
OWN = 1234


NAMES = {errno.ECONNRESET: "ECONNRESET", errno.ENODEV: "ENODEV", errno.EADDRINUSE: "EADDRINUSE", errno.ENOTCONN: "ENOTCONN", errno.EPIPE: "EPIPE"}


def number_of(failure: OSError) -> str:
    return NAMES.get(failure.errno, str(failure)) if failure.errno is not None else "?"


def call() -> None:
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as client:
        print("before", client.getsockname() == (socket.VMADDR_CID_ANY, socket.VMADDR_PORT_ANY))
        client.connect((socket.VMADDR_CID_HOST, SERVER))
        print("peer", client.getpeername())
        client.sendall(b"ask " + b"x" * 200_000)
        client.shutdown(socket.SHUT_WR)
        total = 0
        data = client.recv(10_000)
        while data:
            total += len(data)
            data = client.recv(10_000)
        print("answered", total)


def fail() -> None:
    for address in [(socket.VMADDR_CID_HOST, NOBODY), (3, 5)]:
        with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as client:
            try:
                client.connect(address)
            except OSError as failure:
                print(address, number_of(failure))
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as one, socket.socket(socket.AF_VSOCK) as two:
        one.bind((socket.VMADDR_CID_ANY, 77))
        try:
            two.bind((socket.VMADDR_CID_ANY, 77))
        except OSError as failure:
            print("bind", number_of(failure))
        try:
            two.send(b"x")
        except OSError as failure:
            print("send", number_of(failure))


def echo(connection: socket.socket[tuple[int, int]], totals: list[int]) -> None:
    total = 0
    with connection:
        try:
            data = connection.recv(65536)
            while data:
                connection.sendall(data)
                total += len(data)
                data = connection.recv(65536)
        except OSError as failure:
            print("lost", number_of(failure), flush=True)
    totals.append(total)
    print("echoed", total, flush=True)


def serve() -> None:
    totals: list[int] = []
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as server:
        server.bind((socket.VMADDR_CID_ANY, OWN))
        server.listen(3)
        print("listening", server.getsockname()[1], flush=True)
        while 0 not in totals:
            connection, (cid, port) = server.accept()
            print("from", cid, port, connection.getsockname(), flush=True)
            threading.Thread(target=echo, args=(connection, totals), daemon=True).start()
            if port == 1:
                connection.close()
                break


call()
fail()
serve()
print("done", flush=True)
