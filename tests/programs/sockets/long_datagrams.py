"""Datagrams longer than any packet: up to 65507 bytes, and not one more."""

import errno
import socket
import threading


def content(length: int) -> bytes:
    return bytes([(position * 7 + position // 253) & 255 for position in range(length)])


receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("127.0.0.1", 0))
receiver.settimeout(20)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.connect(receiver.getsockname())
for length in [1471, 1472, 1473, 1480, 1481, 2952, 9000, 40_000, 65_506, 65_507]:
    print(length, sender.send(content(length)), receiver.recv(70_000) == content(length))
for length in [65_508, 70_000, 200_000]:
    try:
        sender.send(bytes(length))
    except OSError as error:
        print(length, errno.errorcode[error.errno or 0])

sender.send(content(5000))
print(len(receiver.recv(100)), "of a long one, the rest is gone")
for number in range(4):  # none overtakes another
    sender.send(bytes([number]) * 12_000)
    sender.send(bytes([number]))
print([(data[0], len(data)) for data in [receiver.recv(70_000) for _ in range(8)]])
for number in range(3):  # more than the queue has at first
    sender.send(bytes([number]) * 60_000)
print([(data[0], len(data)) for data in [receiver.recv(70_000) for _ in range(3)]])


def answer() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(20)
        addresses.append(server.getsockname())
        ready.set()
        while True:
            data, peer = server.recvfrom(70_000)
            if data == b"":
                break
            server.sendto(data[::-1], peer)


addresses: list[tuple[str, int]] = []
ready = threading.Event()
thread = threading.Thread(target=answer)
thread.start()
ready.wait()
sender.connect(addresses[0])
sender.settimeout(20)
good = 0
for turn in range(20):
    data = content(1000 + 3391 * (turn % 19))
    sender.send(data)
    good += sender.recv(70_000) == data[::-1]
print(good, "there and back between two threads")
sender.send(b"")
thread.join()
