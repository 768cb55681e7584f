"""Calls that wait no longer than they may, and calls that do not wait."""

import socket
import threading
import time

server = socket.create_server(("127.0.0.1", 0))
print(server.gettimeout(), server.getblocking())
server.settimeout(0.05)
print(server.gettimeout(), server.getblocking())
start = time.monotonic()
try:
    server.accept()
except TimeoutError as error:
    print("accept:", error, error.errno)
print(0.04 < time.monotonic() - start < 30)

client = socket.create_connection(server.getsockname(), timeout=60)
print(client.gettimeout())
accepted, _ = server.accept()
print(accepted.gettimeout())
accepted.settimeout(0.05)
try:
    accepted.recv(1)
except socket.timeout as error:
    print("recv:", error)

accepted.setblocking(False)
print(accepted.gettimeout(), accepted.getblocking())
try:
    accepted.recv(1)
except BlockingIOError as error:
    print("recv:", error.errno, error)
total = 0
try:
    while True:
        total += accepted.send(bytes(10_000))
except BlockingIOError as error:
    print("send:", error.errno, total > 0)
received = 0
while received < total:
    received += len(client.recv(100_000))
print(received == total)


def answer_late() -> None:
    time.sleep(0.05)
    client.sendall(b"late")


accepted.settimeout(None)
thread = threading.Thread(target=answer_late)
thread.start()
print(accepted.recv(100))
thread.join()

datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("127.0.0.1", 0))
datagrams.settimeout(0.01)
try:
    datagrams.recvfrom(10)
except TimeoutError as error:
    print("recvfrom:", error)
socket.setdefaulttimeout(2.5)
print(socket.getdefaulttimeout(), socket.socket().gettimeout())
