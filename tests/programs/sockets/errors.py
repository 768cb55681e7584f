"""What goes wrong, with the class, the number and the text."""

import socket
from typing import Callable


def attempt(what: str, action: Callable[[], object]) -> None:
    try:
        print(what, "->", action())
    except OSError as error:
        print(what, "->", type(error).__name__, error.errno, error)
    except (ValueError, OverflowError) as error:
        print(what, "->", type(error).__name__, error)


class Calls:
    """Calls with arguments, as functions without."""

    def __init__(self, endpoint: socket.socket, address: tuple[str, int]) -> None:
        self.endpoint = endpoint
        self.address = address

    def bind(self) -> None:
        self.endpoint.bind(self.address)

    def connect(self) -> None:
        self.endpoint.connect(self.address)

    def listen(self) -> None:
        self.endpoint.listen()

    def accept(self) -> None:
        self.endpoint.accept()

    def recv(self) -> bytes:
        return self.endpoint.recv(10)

    def recv_negative(self) -> bytes:
        return self.endpoint.recv(-1)

    def send(self) -> int:
        return self.endpoint.send(b"x")

    def sendto(self) -> int:
        return self.endpoint.sendto(b"x", self.address)

    def create_connection(self) -> None:
        socket.create_connection(self.address)

    def create_server(self) -> None:
        socket.create_server(self.address)

    def shutdown(self) -> None:
        self.endpoint.shutdown(socket.SHUT_RDWR)

    def getpeername(self) -> tuple[str, int]:
        peer: tuple[str, int] = self.endpoint.getpeername()
        return peer

    def no_timeout(self) -> None:
        self.endpoint.settimeout(-1.0)

    def closed(self) -> int:
        self.endpoint.close()
        return self.endpoint.send(b"x")


listening = socket.create_server(("127.0.0.1", 0))
taken = Calls(socket.socket(), listening.getsockname())
free = socket.create_server(("127.0.0.1", 0))
nobody = Calls(socket.socket(), free.getsockname())
free.close()

attempt("connect to nobody", nobody.connect)
attempt("create_connection to nobody", nobody.create_connection)
attempt("bind to a taken port", taken.bind)
attempt("bind to another machine", Calls(socket.socket(), ("192.0.2.1", 5000)).bind)
attempt("port too large", Calls(socket.socket(), ("127.0.0.1", 70000)).bind)
attempt("recv without connection", Calls(socket.socket(), ("", 0)).recv)
attempt("send without connection", Calls(socket.socket(), ("", 0)).send)
attempt("getpeername without connection", Calls(socket.socket(), ("", 0)).getpeername)
attempt("shutdown without connection", Calls(socket.socket(), ("", 0)).shutdown)
attempt("accept without listen", Calls(socket.socket(), ("", 0)).accept)
attempt("negative size", Calls(socket.socket(), ("", 0)).recv_negative)
attempt("negative timeout", Calls(socket.socket(), ("", 0)).no_timeout)
attempt("closed", Calls(socket.socket(), ("", 0)).closed)
attempt("listen for datagrams", Calls(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), ("", 0)).listen)
attempt("datagram without destination", Calls(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), ("", 0)).send)
attempt("datagram to everybody", Calls(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), ("255.255.255.255", 9)).sendto)

client = Calls(socket.create_connection(listening.getsockname()), listening.getsockname())
accepted, _ = listening.accept()
attempt("connect again", client.connect)
client.endpoint.shutdown(socket.SHUT_WR)
attempt("send after shutdown", client.send)
attempt("the end", Calls(accepted, ("", 0)).recv)
accepted.close()
attempt("the other end", client.recv)

client = Calls(socket.create_connection(listening.getsockname()), listening.getsockname())
accepted, _ = listening.accept()
client.endpoint.sendall(b"nobody reads this")
accepted.recv(1)
accepted.close()
attempt("reset", client.recv)
attempt("after the reset", client.recv)
attempt("send after the reset", client.send)
