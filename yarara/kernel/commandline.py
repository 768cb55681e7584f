"""What the one who started the kernel said: the program's arguments, its environment, and options such as `ip=`.

In a virtual machine this is the kernel command line: words separated by spaces, `key=value`, values percent-encoded UTF-8:
`argv=...` and `env=NAME=VALUE` repeated, other keys once. In the process target it is argc, argv and envp, and the other keys stand in
the variable YARARA_OPTIONS (process/options.py).
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.firmware import map_firmware
from yarara.kernel.boot.start_info import MAXIMUM_COMMAND_LINE, command_line_address, command_line_length
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.process import options

MAXIMUM_STRING = 1 << 20


def arguments() -> list[str]:
    """What sys.argv holds: the program's name first. Empty when nobody gave any."""
    if machine.PROCESS:
        stack = kernel_state().boot_info
        return _strings(stack + 8)
    return _values("argv")


def environment() -> list[str]:
    """The environment as NAME=VALUE strings."""
    if machine.PROCESS:
        return [assignment for assignment in _strings(options.environment_vector()) if not assignment.startswith(options.PREFIX)]
    return _values("env")


def option(key: str) -> str | None:
    """The value of the first `key=value` on the kernel command line, or None."""
    values = _values(key)
    return values[0] if values else None


def option_values(key: str) -> list[str]:
    """The values of all `key=value` on the kernel command line."""
    return _values(key)


def text() -> str:
    """The kernel command line as it stands."""
    return _command_line().decode("utf-8", "replace")


def _strings(vector: int) -> list[str]:
    """The zero-terminated strings of a vector of pointers that ends with 0."""
    result: list[str] = []
    while machine.load64(vector) != 0:
        result.append(_bytes(machine.load64(vector)).decode("utf-8", "replace"))
        vector += 8
    return result


def _bytes(address: int) -> bytes:
    """A zero-terminated string."""
    length = 0
    while length < MAXIMUM_STRING and machine.load8(address + length) != 0:
        length += 1
    return machine.bytes_at(address, length)


def _values(key: str) -> list[str]:
    """The decoded values of all words `key=value`."""
    prefix = key.encode() + b"="
    line = _command_line()
    result: list[str] = []
    for word in line.split(b" "):
        if word.startswith(prefix):
            result.append(decode_percent(word[len(prefix):]).decode("utf-8", "replace"))
    return result


def _command_line() -> bytes:
    if machine.PROCESS:
        place = options.find("YARARA_OPTIONS")
        return b"" if place == 0 else _bytes(place)
    address = command_line_address()
    if address == 0 or not map_firmware(address, MAXIMUM_COMMAND_LINE):
        return b""
    return machine.bytes_at(address, command_line_length())


def decode_percent(text: bytes) -> bytes:
    """Replace each %XX by the byte it stands for; a % without two digits stays as it is."""
    result = bytearray()
    position = 0
    while position < len(text):
        byte = text[position]
        position += 1
        if byte == 0x25 and position + 1 < len(text):
            high = _digit(text[position])
            low = _digit(text[position + 1])
            if high >= 0 and low >= 0:
                byte = high * 16 + low
                position += 2
        result.append(byte)
    return bytes(result)


def _digit(byte: int) -> int:
    """The value of a hexadecimal digit, -1 for any other byte."""
    if 0x30 <= byte <= 0x39:
        return byte - 0x30
    byte |= 0x20
    if 0x61 <= byte <= 0x66:
        return byte - 0x57
    return -1
