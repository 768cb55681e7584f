"""A web server: one thread per connection, keep-alive, several paths.

    http_server.py [PORT]      (default 80)
"""

from __future__ import annotations

import socket
import sys
import threading
import time

MAXIMUM_HEAD = 16 * 1024
IDLE_SECONDS = 30.0

PAGE = """<!doctype html>
<title>Yarara</title>
<h1>It works</h1>
<p>This page comes from a Python program.
<p>See also <a href="/hello/you">/hello/you</a>, <a href="/uptime">/uptime</a> and <a href="/statistics">/statistics</a>.
"""

REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}


class Statistics:
    """What all connections count together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: dict[str, int] = {}
        self.started = time.monotonic()

    def count(self, path: str) -> None:
        with self._lock:
            self._requests[path] = self._requests.get(path, 0) + 1

    def report(self) -> str:
        with self._lock:
            return "".join([f"{path} {self._requests[path]}\n" for path in sorted(self._requests)])


class Response:
    def __init__(self, status: int, body: str, kind: str = "text/plain") -> None:
        self.status = status
        self.body = body
        self.kind = kind

    def encode(self, keep_alive: bool) -> bytes:
        """The bytes to send."""
        body = self.body.encode()
        connection = "keep-alive" if keep_alive else "close"
        head = (
            f"HTTP/1.1 {self.status} {REASONS[self.status]}\r\n"
            f"Content-Type: {self.kind}; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\n"
            f"Connection: {connection}\r\n\r\n"
        )
        return head.encode() + body


class Request:
    """The head of a request. Raises ValueError when it is not one."""

    def __init__(self, head: str) -> None:
        lines = head.split("\r\n")
        words = lines[0].split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1."):
            raise ValueError("not a request line: " + lines[0])
        self.method = words[0]
        self.path = words[1].split("?")[0]
        self.version = words[2]
        self.headers: dict[str, str] = {}
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError("not a header: " + line)
            self.headers[name.strip().lower()] = value.strip()

    def keep_alive(self) -> bool:
        wish = self.headers.get("connection", "").lower()
        return wish == "keep-alive" or self.version == "HTTP/1.1" and wish != "close"

    def body_length(self) -> int:
        length = int(self.headers.get("content-length", "0"))
        if length < 0:
            raise ValueError("a body of negative length")
        return length


class Connection:
    """One client, from its first request to its last."""

    def __init__(self, client: socket.socket, statistics: Statistics) -> None:
        self._client = client
        self._statistics = statistics
        self._received = b""

    def serve(self) -> None:
        with self._client:
            self._client.settimeout(IDLE_SECONDS)
            try:
                while self._serve_request():
                    pass
            except OSError:
                pass  # the client went away, or said nothing for too long

    def _serve_request(self) -> bool:
        """Answer one request; whether another may follow."""
        head = self._read_head()
        if head is None:
            return False
        try:
            request = Request(head)
            self._skip(request.body_length())
        except ValueError:
            self._client.sendall(Response(400, "I do not understand.\n").encode(False))
            return False
        keep_alive = request.keep_alive()
        self._client.sendall(answer(request, self._statistics).encode(keep_alive))
        return keep_alive

    def _read_head(self) -> str | None:
        """Everything up to the empty line, or None when the client has gone or talks too much."""
        end = self._received.find(b"\r\n\r\n")
        while end < 0:
            data = self._client.recv(4096)
            if not data or len(self._received) > MAXIMUM_HEAD:
                return None
            self._received += data
            end = self._received.find(b"\r\n\r\n")
        head = self._received[:end].decode("utf-8", "replace")
        self._received = self._received[end + 4:]
        return head

    def _skip(self, length: int) -> None:
        """Read a body that nobody wants."""
        while len(self._received) < length:
            data = self._client.recv(4096)
            if not data:
                raise ValueError("the body ends early")
            length -= len(self._received)
            self._received = data
        self._received = self._received[length:]


def answer(request: Request, statistics: Statistics) -> Response:
    """What a path leads to."""
    if request.method != "GET":
        return Response(405, "Only GET.\n")
    if request.path == "/":
        statistics.count("/")
        return Response(200, PAGE, "text/html")
    if request.path.startswith("/hello/"):
        statistics.count("/hello")
        return Response(200, f"Hello, {request.path[7:]}!\n")
    if request.path == "/uptime":
        statistics.count("/uptime")
        return Response(200, f"{time.monotonic() - statistics.started:.1f} s\n")
    if request.path == "/statistics":
        return Response(200, statistics.report())
    statistics.count("not found")
    return Response(404, f"There is no {request.path} here.\n")


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    statistics = Statistics()
    with socket.create_server(("", port), backlog=128) as server:
        print(f"listening on port {port}", flush=True)
        while True:
            client, _ = server.accept()
            threading.Thread(target=Connection(client, statistics).serve, daemon=True).start()


if __name__ == "__main__":
    main()
