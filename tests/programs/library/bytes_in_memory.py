"""`io.BytesIO`: a file of bytes in memory, read with `struct`, written in the middle."""

import io
import struct
from typing import BinaryIO


def write_records(file: BinaryIO, records: list[tuple[int, str]]) -> None:
    for number, text in records:
        data = text.encode()
        file.write(struct.pack("<HB", number, len(data)))
        file.write(data)


def read_records(file: BinaryIO) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    while True:
        head = file.read(3)
        if len(head) < 3:
            return found
        number, length = struct.unpack("<HB", head)
        found.append((number, file.read(length).decode()))


def main() -> None:
    file = io.BytesIO()
    write_records(file, [(1, "one"), (513, "zwölf"), (3, "")])
    print(file.getvalue(), file.tell())
    file.seek(0)
    print(read_records(file), file.read())
    print(file.seek(2), file.write(b"\xff\xfe"), file.getvalue()[:6])
    print(file.seek(-3, 2), file.read(2), file.seek(-100, 1), file.read1(2), file.seek(30), file.write(b"!"), len(file.getvalue()))
    print(file.truncate(5), file.getvalue(), file.tell(), file.truncate(50), len(file.getvalue()))
    lines = io.BytesIO(b"one\ntwo\n\nfour")
    print(list(lines), lines.readline(), lines.seek(4), lines.readline(2), lines.readlines())
    lines.seek(0)
    room = bytearray(5)
    print(lines.readinto(room), room, lines.readlines(3))
    view = lines.getbuffer()
    view[0] = ord("O")
    print(lines.getvalue(), bytes(view[:3]))
    view.release()
    with io.BytesIO(bytearray(b"abc")) as inside:
        print(inside.read(), inside.closed)
    print(inside.closed)
    for wrong in ("closed", "whence", "negative", "truncate"):
        try:
            if wrong == "closed":
                inside.getvalue()
            elif wrong == "whence":
                file.seek(0, 7)
            elif wrong == "negative":
                file.seek(-1)
            else:
                file.truncate(-2)
        except ValueError as error:
            print(type(error).__name__, error)


main()
