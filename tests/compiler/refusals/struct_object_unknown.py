from struct import Struct


def read(layout: Struct, data: bytes) -> None:
    print(layout.unpack(data))


read(Struct("<H"), b"ab")
