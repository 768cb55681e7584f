"""Reads a file again and again: `argv[1]` is its path. An error is printed, and it goes on."""

import sys


def digest(data: bytes) -> int:
    value = 0
    for byte in data:
        value = (value * 31 + byte) & 0xFFFF_FFFF
    return value


def main(path: str) -> None:
    while True:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            print("errno", error.errno)
        else:
            print("read", len(data), digest(data))


main(sys.argv[1])
