"""Images without a compiler: a few instructions that print, then end in one of the ways a kernel can end."""

from __future__ import annotations

import struct
from pathlib import Path

from yarara.machines.pvh import LOAD_ADDRESS, pvh_image

STDOUT, STDERR, LOG = 0x3F8, 0xE9, 0x402

HALT = b"\xFA\xF4\xEB\xFD"          # cli; hlt; jmp back
TRIPLE_FAULT = b"\x0F\x01\x1D" + struct.pack("<I", LOAD_ADDRESS + 0x800) + b"\x0F\x0B"  # lidt (zeros); ud2


def write(port: int, text: bytes) -> bytes:
    """Code that writes these bytes to a port, one after the other."""
    code = b"\xBA" + struct.pack("<I", port)                 # mov edx, port
    return code + b"".join(b"\xB0" + bytes([byte]) + b"\xEE" for byte in text)  # mov al, byte; out dx, al


def leave(status: int) -> bytes:
    """Code that ends as the kernel does: the status in the log, then the machine's exit."""
    return write(LOG, b"exit %d\n" % status) + b"\xBA\xF4\x00\x00\x00\x31\xC0\xEF"  # mov edx, 0xF4; xor eax, eax; out


def flood(byte: int, count: int) -> bytes:
    """Code that writes one byte very often to the serial port, whenever its line status says that it is ready."""
    return (b"\xB9" + struct.pack("<I", count)                 # mov ecx, count
            + b"\xBA\xFD\x03\x00\x00\xEC\xA8\x20\x74\xF6"     # again: mov edx, 0x3FD; in al, dx; test al, 0x20; jz again
            + b"\xBA\xF8\x03\x00\x00\xB0" + bytes([byte])      # mov edx, 0x3F8; mov al, byte
            + b"\xEE\xE2\xEC")                                 # out dx, al; loop again


def echo_command_line() -> bytes:
    """Code that prints the kernel command line: PVH start info (in ebx) holds its address at offset 24."""
    return (b"\x8B\x73\x18\xBA\xF8\x03\x00\x00"      # mov esi, [ebx+24]; mov edx, 0x3F8
            b"\xAC\x84\xC0\x74\x03\xEE\xEB\xF8")      # again: lodsb; test al, al; jz done; out dx, al; jmp again


def image(path: Path, *code: bytes) -> Path:
    """Write an image that runs these pieces of code in order."""
    block = b"".join(code)
    path.write_bytes(pvh_image(block.ljust(0x1000, b"\0")))
    return path
