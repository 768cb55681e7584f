"""Thousands of connections one after the other, each closed by the server first: ports come again while old connections linger."""

import socket
import threading

COUNT = 3000


def serve(server: socket.socket) -> None:
    for i in range(COUNT):
        connection, _ = server.accept()
        with connection:
            connection.sendall(connection.recv(100))


server = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=serve, args=(server,))
thread.start()
echoed = 0
for i in range(COUNT):
    with socket.create_connection(server.getsockname()) as client:
        client.sendall(str(i).encode())
        data = client.recv(100)
        while data:
            echoed += data == str(i).encode()
            data = client.recv(100)
thread.join()
print(echoed)
