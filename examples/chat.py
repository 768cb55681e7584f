"""A chat room: what one client says, all others hear. Try it with several `nc HOST PORT`.

    chat.py [PORT]      (default 6667)
"""

from __future__ import annotations

import socket
import sys
import threading

MAXIMUM_LINE = 1000


class Client:
    """Someone in the room."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.name = ""
        self._sending = threading.Lock()
        self._received = b""

    def send(self, text: str) -> None:
        """Send one line; someone who has gone hears nothing."""
        with self._sending:
            try:
                self.connection.sendall(text.encode() + b"\n")
            except OSError:
                pass

    def read_line(self) -> str | None:
        """The next line, or None when the client has gone."""
        while b"\n" not in self._received:
            if len(self._received) > MAXIMUM_LINE:
                return None
            try:
                data = self.connection.recv(1024)
            except OSError:
                return None
            if not data:
                return None
            self._received += data
        line, _, self._received = self._received.partition(b"\n")
        return line.decode("utf-8", "replace").strip()


class Room:
    """Who is here. The lock guards the dictionary; nobody sends while holding it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clients: dict[str, Client] = {}

    def enter(self, client: Client) -> bool:
        """Whether the client's name was free, and is now taken."""
        with self._lock:
            if client.name in self._clients:
                return False
            self._clients[client.name] = client
            return True

    def leave(self, client: Client) -> None:
        with self._lock:
            del self._clients[client.name]

    def names(self) -> list[str]:
        with self._lock:
            return sorted(self._clients)

    def tell_others(self, speaker: Client, text: str) -> None:
        with self._lock:
            others = [client for client in self._clients.values() if client is not speaker]
        for client in others:
            client.send(text)


def introduce(client: Client, room: Room) -> bool:
    """Ask for a name until one is free; whether the client is now in the room."""
    client.send("Your name?")
    name = client.read_line()
    while name is not None:
        client.name = name
        if name and room.enter(client):
            return True
        client.send("Another one, please.")
        name = client.read_line()
    return False


def converse(client: Client, room: Room) -> None:
    client.send("Here: " + ", ".join(room.names()))
    room.tell_others(client, f"* {client.name} came")
    line = client.read_line()
    while line is not None and line != "/quit":
        if line:
            room.tell_others(client, f"{client.name}: {line}")
        line = client.read_line()


def serve(connection: socket.socket, room: Room) -> None:
    with connection:
        client = Client(connection)
        if introduce(client, room):
            try:
                converse(client, room)
            finally:
                room.leave(client)
                room.tell_others(client, f"* {client.name} left")


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 6667
    room = Room()
    with socket.create_server(("", port)) as server:
        print(f"listening on port {port}", flush=True)
        while True:
            connection, _ = server.accept()
            threading.Thread(target=serve, args=(connection, room), daemon=True).start()


if __name__ == "__main__":
    main()
