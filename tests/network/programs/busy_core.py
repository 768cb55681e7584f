"""Answers a datagram with two, between which it computes for three seconds. Beside that a thread answers every fifth that comes to another port."""
import socket
import threading
import time


def count(endpoint: socket.socket) -> None:
    received = 0
    while True:
        data, sender = endpoint.recvfrom(100)
        received += 1
        if received % 5 == 0:
            endpoint.sendto(data, sender)


def compute(seconds: float) -> int:
    end, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        rounds += 1
    return rounds


def bound(port: int) -> socket.socket:
    endpoint = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    endpoint.bind(("", port))
    return endpoint


busy = bound(7000)
threading.Thread(target=count, args=(bound(7001),), daemon=True).start()
print("listening", flush=True)
while True:
    _, sender = busy.recvfrom(100)
    busy.sendto(b"begun", sender)
    compute(3)
    busy.sendto(b"done", sender)
