"""Sending windows of a buffer and receiving into them, without a copy of one's own."""

import socket
import threading


def receive_all(connection: socket.socket, buffer: bytearray) -> int:
    space = memoryview(buffer)
    total = 0
    while space:
        count = connection.recv_into(space, min(len(space), 1000))
        if count == 0:
            break
        total += count
        space = space[count:]
    return total


def serve(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        buffer = bytearray(5000)
        count = receive_all(connection, buffer)
        view = memoryview(buffer)[:count]
        connection.sendall(view[count // 2:])
        connection.sendall(view[:count // 2])


listener = socket.create_server(("127.0.0.1", 0))
server = threading.Thread(target=serve, args=(listener,))
server.start()
client = socket.create_connection(listener.getsockname())
message = bytes(i % 251 for i in range(5000))
view = memoryview(message)
sent = 0
while sent < len(view):
    sent += client.send(view[sent:sent + 700])
words = memoryview(bytearray(5000)).cast("I")
print(client.recv_into(words, 1), words[0] & 0xFF)
answer = bytearray(4999)
print(sent, receive_all(client, answer), bytes([words[0] & 0xFF]) + answer == message[2500:] + message[:2500])
try:
    client.recv_into(view)
except TypeError as error:
    print(type(error).__name__)
try:
    client.send(view[::2])
except BufferError as error:
    print(error)
client.close()
server.join()
listener.close()
