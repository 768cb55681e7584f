"""A connection inside the machine: both directions, halves that end one after the other."""

import socket
import threading


def serve(server: socket.socket) -> None:
    connection, address = server.accept()
    with connection:
        same_place.append(address == connection.getpeername())
        data = connection.recv(4096)
        while data:
            connection.sendall(data.upper())
            data = connection.recv(4096)
        connection.sendall(b"that was all")


same_place: list[bool] = []
server = socket.create_server(("127.0.0.1", 0))
host, port = server.getsockname()
print(host, port > 0)
thread = threading.Thread(target=serve, args=(server,))
thread.start()
with socket.create_connection((host, port)) as client:
    print(client.getpeername() == (host, port), client.getsockname()[0])
    client.sendall(b"hello")
    print(client.recv(100))
    print(client.send(b"world"))
    buffer = bytearray(b"..........")
    print(client.recv_into(buffer), buffer)
    client.sendall(bytearray(b"mutable"))
    print(client.recv_into(buffer, 3), client.recv(100), buffer)
    client.shutdown(socket.SHUT_WR)
    print(client.recv(100))
    print(client.recv(100), client.recv(100))
thread.join()
print(same_place)
server.close()
print(server.fileno())
