"""A server that echoes what it receives, one thread a connection."""

import socket
import sys
import threading


def echo(connection: socket.socket) -> None:
    while True:
        data = connection.recv(4096)
        if not data:
            break
        connection.sendall(data)
    connection.close()


def main() -> None:
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.bind(("", int(sys.argv[1])))
    server.listen(5)
    print("listening", flush=True)
    while True:
        connection, _ = server.accept()
        threading.Thread(target=echo, args=(connection,)).start()


main()
