"""More data than any buffer holds, in both directions at once, and several clients."""

import socket
import threading

SIZE = 300_000


def pattern(seed: int) -> bytes:
    return bytes([(i * 7 + seed) % 251 for i in range(1000)]) * (SIZE // 1000)


def send(connection: socket.socket, data: bytes) -> None:
    connection.sendall(data)
    connection.shutdown(socket.SHUT_WR)


def receive_all(connection: socket.socket) -> bytes:
    parts: list[bytes] = []
    data = connection.recv(10_000)
    while data:
        parts.append(data)
        data = connection.recv(10_000)
    return b"".join(parts)


def serve(connection: socket.socket, seed: int) -> None:
    with connection:
        sender = threading.Thread(target=send, args=(connection, pattern(seed)))
        sender.start()
        received = receive_all(connection)
        sender.join()
        results[seed] = received == pattern(seed + 100)


results = [False, False, False]
server = socket.create_server(("127.0.0.1", 0))
threads: list[threading.Thread] = []
for seed in range(3):
    client = socket.create_connection(server.getsockname())
    accepted, _ = server.accept()
    threads.append(threading.Thread(target=serve, args=(accepted, seed)))
    threads[-1].start()
    sender = threading.Thread(target=send, args=(client, pattern(seed + 100)))
    sender.start()
    print(receive_all(client) == pattern(seed))
    sender.join()
    client.close()
for thread in threads:
    thread.join()
print(results)
server.close()
