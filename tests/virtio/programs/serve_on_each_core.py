"""Three TCP services with a thread per connection: 7 echoes and says how each connection ended, 8 calls its client back on the ports that it names, 9 waits
in vain, as long as the client has patience."""

from __future__ import annotations

import socket
import threading


def echo(connection: socket.socket) -> None:
    total = 0
    with connection:
        try:
            while data := connection.recv(65536):
                total += len(data)
                connection.sendall(data)
            print(f"closed after {total}", flush=True)
        except OSError as error:
            print(f"{type(error).__name__} after {total}", flush=True)


def call_back(connection: socket.socket) -> None:
    """Lines of two port numbers: where to call, and from where (0: from any). The answer is what was heard there."""
    with connection:
        client, _ = connection.getpeername()
        while line := connection.recv(100):
            port, own = line.split()
            with socket.socket() as call:
                if own != b"0":
                    call.bind(("", int(own)))
                call.settimeout(60)
                call.connect((client, int(port)))
                call.sendall(b"hello from " + str(call.getsockname()[1]).encode())
                connection.sendall(call.recv(100))


def wait_in_vain(connection: socket.socket) -> None:
    with connection:
        connection.settimeout(0.1)
        try:
            connection.recv(1)
            print("not in vain", flush=True)
        except TimeoutError:
            connection.sendall(b"timed out")
            connection.settimeout(60)
            connection.recv(1)


def listen_and_close() -> None:
    """Ports are free again when a listener is closed, on all cores."""
    for turn in range(20):
        with socket.create_server(("", 10)) as server:
            server.settimeout(0)
            try:
                server.accept()
            except BlockingIOError:
                pass


def accept(server: socket.socket, kind: int) -> None:
    while True:
        connection, _ = server.accept()
        if kind == 7:
            threading.Thread(target=echo, args=(connection,), daemon=True).start()
        elif kind == 8:
            threading.Thread(target=call_back, args=(connection,), daemon=True).start()
        else:
            threading.Thread(target=wait_in_vain, args=(connection,), daemon=True).start()


listen_and_close()
for kind in (8, 9):
    threading.Thread(target=accept, args=(socket.create_server(("", kind)), kind), daemon=True).start()
echoing = socket.create_server(("", 7))
print("listening", flush=True)
accept(echoing, 7)
