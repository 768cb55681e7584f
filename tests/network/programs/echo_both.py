"""Echoes TCP, a thread for each connection, and UDP, on port 7000."""
import socket
import threading


def serve(connection: socket.socket) -> None:
    with connection:
        while data := connection.recv(65536):
            connection.sendall(data)


def serve_datagrams() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("", 7000))
        while True:
            data, sender = server.recvfrom(2000)
            server.sendto(data, sender)


threading.Thread(target=serve_datagrams).start()
with socket.create_server(("", 7000)) as server:
    print("listening", flush=True)
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,)).start()
