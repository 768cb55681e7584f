"""Says something to its router by UDP and TCP, with a thread beside it."""

import socket
import threading

ROUTER = "10.0.2.2"


def count() -> None:
    total = 0
    for number in range(1000):
        total += number
    print("counted", total)


def main() -> None:
    thread = threading.Thread(target=count, name="counter")
    thread.start()
    thread.join()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"anybody?", (ROUTER, 9))
    stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        stream.connect((ROUTER, 9))
        print("connected")
    except OSError as error:
        print("refused", type(error).__name__)
    stream.close()


main()
