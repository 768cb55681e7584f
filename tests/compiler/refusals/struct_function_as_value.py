import struct
from collections.abc import Callable

measure: Callable[[str], int] = struct.calcsize
print(measure("<H"))
