"""An incremental HTTP/1.1 request parser fed in pieces of every size, and responses in chunks."""
from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import NoReturn


class Headers(MutableMapping[str, str]):
    """Names without regard to case, in the order they came."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._store: dict[str, tuple[str, str]] = {}
        for name, value in pairs:
            self[name] = value

    def __getitem__(self, name: str) -> str:
        return self._store[name.lower()][1]

    def __setitem__(self, name: str, value: str) -> None:
        self._store[name.lower()] = (name, value)

    def __delitem__(self, name: str) -> None:
        del self._store[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return (original for original, _ in self._store.values())

    def __len__(self) -> int:
        return len(self._store)


class State(enum.Enum):
    START = "start"
    HEADERS = "headers"
    BODY = "body"
    DONE = "done"


class BadRequest(Exception):
    status = 400


class TooLarge(BadRequest):
    status = 413


@dataclass
class Request:
    method: str
    target: str
    version: tuple[int, int]
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    @property
    def keep_alive(self) -> bool:
        connection = self.headers.get("connection", "").lower()
        return connection != "close" if self.version >= (1, 1) else connection == "keep-alive"

    @property
    def query(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = {}
        _, _, text = self.target.partition("?")
        for pair in filter(None, text.split("&")):
            name, _, value = pair.partition("=")
            result.setdefault(name, []).append(value.replace("+", " "))
        return result


class Parser:
    MAX_BODY = 64

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._state = State.START
        self._request: Request | None = None
        self._missing = 0

    def feed(self, data: bytes) -> Iterator[Request]:
        self._buffer += data
        while self._step():
            if self._state is State.DONE:
                assert self._request is not None
                yield self._request
                self._request, self._state = None, State.START

    def _line(self) -> str | None:
        end = self._buffer.find(b"\r\n")
        if end < 0:
            return None
        line = self._buffer[:end].decode("ascii")
        del self._buffer[:end + 2]
        return line

    def _step(self) -> bool:
        match self._state, self._request:
            case State.START, None:
                line = self._line()
                if line:
                    self._start(line)
                return line is not None
            case State.HEADERS, Request() as request:
                if (line := self._line()) is None:
                    return False
                if line == "":
                    self._missing = int(request.headers.get("Content-Length", "0"))
                    if self._missing > self.MAX_BODY:
                        raise TooLarge(f"{self._missing} > {self.MAX_BODY}")
                    self._state = State.BODY
                elif ":" in line:
                    name, value = line.split(":", maxsplit=1)
                    request.headers[name] = value.strip()
                else:
                    self._fail(f"no colon in {line!r}")
                return True
            case State.BODY, Request(headers=headers) as request:
                if len(self._buffer) < self._missing:
                    return False
                request.body = bytes(self._buffer[:self._missing])
                del self._buffer[:self._missing]
                self._state = State.DONE
                return True
        return False

    def _start(self, line: str) -> None:
        match line.split(" "):
            case ["GET" | "POST" | "PUT" | "DELETE" as method, target, version] if version.startswith("HTTP/"):
                major, minor = map(int, version.removeprefix("HTTP/").split("."))
                self._request = Request(method, target, (major, minor))
                self._state = State.HEADERS
            case [method, _, _]:
                self._fail(f"method {method}")
            case parts:
                self._fail(f"{len(parts)} parts")

    def _fail(self, why: str) -> NoReturn:
        raise BadRequest(why)


def chunked(body: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(body), size):
        piece = body[start:start + size]
        yield b"%x\r\n%b\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


WIRE = (b"GET /search?q=a+b&q=c&n=1 HTTP/1.1\r\nHost: example.org\r\nX-Y: 1\r\nx-y: 2\r\n\r\n"
        b"POST /form HTTP/1.0\r\nContent-Length: 11\r\nConnection: Keep-Alive\r\n\r\nhello=world"
        b"DELETE / HTTP/1.1\r\nConnection: close\r\n\r\n")
for size in (1, 7, 64, len(WIRE)):
    parser = Parser()
    requests = [r for start in range(0, len(WIRE), size) for r in parser.feed(WIRE[start:start + size])]
    print(size, [(r.method, r.target, r.keep_alive, len(r.headers)) for r in requests])
print(requests[0].query, dict(requests[0].headers), requests[1].body, "HOST" in requests[0].headers)
requests[0].headers.pop("Host")
print(list(requests[0].headers.items()), requests[0].headers.setdefault("A", "b"), requests[0].headers == Headers([("X-Y", "2")]))
for bad in (b"BREW /pot HTTP/1.1\r\n", b"GET\r\n", b"GET / HTTP/1.1\r\nnonsense\r\n", b"PUT / HTTP/1.1\r\nContent-Length: 99\r\n\r\n",
            b"PUT / HTTP/1.1\r\nContent-Length: many\r\n\r\n"):
    try:
        list(Parser().feed(bad))
    except BadRequest as e:
        print(e.status, type(e).__name__, e)
    except ValueError as e:
        print("ValueError", e)
print(b"".join(chunked(b"The quick brown fox jumps", 10)))
