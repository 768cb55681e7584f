"""Sockets as files: lines and bytes, text, both ways, what is held back until it is flushed, and the end."""

import io
import socket
import threading


def serve(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as stream:
        for line in stream:
            words = line.decode().split()
            match words:
                case ["ADD", *numbers]:
                    stream.write(b"SUM %d\n" % sum(int(number) for number in numbers))
                case ["BYTES", count]:
                    data = stream.read(int(count))
                    stream.write(b"GOT %d " % len(data) + data[::-1] + b"\n")
                case ["BIG"]:
                    stream.write(bytes(range(256)) * 200)
                case ["QUIT"]:
                    stream.write(b"BYE\n")
                    break
                case _:
                    stream.write(b"ERROR\n")
            stream.flush()


def text_server(server: socket.socket) -> None:
    connection, _ = server.accept()
    reader = connection.makefile("r", encoding="utf-8", newline="\n")
    writer = connection.makefile("w", encoding="utf-8")
    names: list[str] = []
    while True:
        line = reader.readline()
        if not line:
            break
        names.append(line.strip())
        print("hello", line.strip(), file=writer, flush=True)
    writer.writelines(f"{number}: {name}\n" for number, name in enumerate(names))
    writer.close()
    reader.close()
    connection.close()




server = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=serve, args=(server,))
thread.start()
with socket.create_connection(server.getsockname()) as client:
    requests = client.makefile("wb")
    answers = client.makefile("rb")
    print(requests.writable(), requests.readable(), answers.readable(), answers.seekable())
    requests.write(b"ADD 1 2 3\nADD\n")
    requests.flush()
    print(answers.readline(), answers.readline())
    requests.write(b"BYTES 5\nhel")
    requests.write(bytearray(b"loADD 10 -20\n"))
    requests.flush()
    print(answers.readline(), answers.readline(3), answers.readline())
    requests.writelines([b"BIG\n", b"nothing\n"])
    requests.flush()
    big = answers.read(256 * 200)
    print(len(big), big == bytes(range(256)) * 200, answers.readline())
    try:
        answers.seek(0)
    except io.UnsupportedOperation as error:
        print(type(error).__name__, error)
    try:
        answers.write(b"x")
    except io.UnsupportedOperation as error:
        print(type(error).__name__, error)
    try:
        requests.read()
    except io.UnsupportedOperation as error:
        print(type(error).__name__, error)
    buffer = bytearray(4)
    requests.write(b"QUIT\n")
    requests.close()
    print(requests.closed, answers.closed, answers.readinto(buffer), buffer, answers.read())
    try:
        requests.write(b"late")
    except ValueError as error:
        print(type(error).__name__)
    answers.close()
thread.join()

thread = threading.Thread(target=text_server, args=(server,))
thread.start()
client = socket.create_connection(server.getsockname())
with client, client.makefile("rw", encoding="utf-8") as both:
    for name in "Ada", "Zo\u00eb", "\u4e2d\u6587 \U0001f600":
        both.write(name + "\r\n")
        both.flush()
        print(ascii(both.readline()))
    client.shutdown(socket.SHUT_WR)
    print([ascii(line) for line in both])
thread.join()

thread = threading.Thread(target=text_server, args=(server,))
thread.start()
with socket.create_connection(server.getsockname()) as client:
    client.settimeout(0.05)
    waiting = client.makefile("rb")
    for _ in range(2):
        try:
            print(waiting.readline())
        except OSError as error:
            print(type(error).__name__, error)
    client.settimeout(None)
    client.sendall(b"one\n")
    client.shutdown(socket.SHUT_WR)
    with client.makefile("rb", 0) as again:
        print(again.readline(), again.readlines())
thread.join()
server.close()
try:
    client.makefile("r", 0)
except ValueError as error:
    print(type(error).__name__, error)
