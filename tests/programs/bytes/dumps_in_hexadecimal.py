"""A dump like that of `xxd`: bytes to lines of text, the lines to bytes again, and what changed between two of them."""
from typing import Iterator

SHOWN = bytes(code if 32 <= code < 127 else ord(".") for code in range(256))


def dump(data: bytes, width: int = 16, group: int = 2) -> Iterator[str]:
    columns = 2 * width + (width - 1) // group
    previous = b""
    skipping = False
    for offset in range(0, len(data), width):
        chunk = data[offset:offset + width]
        if chunk == previous and offset + width < len(data):
            if not skipping:
                yield "*"
            skipping = True
            continue
        previous, skipping = chunk, False
        pairs = " ".join(chunk[i:i + group].hex() for i in range(0, len(chunk), group))
        yield f"{offset:08x}: {pairs:<{columns}}  {chunk.translate(SHOWN).decode('ascii')}"


def undump(lines: Iterator[str]) -> bytes:
    result = bytearray()
    repeated = False
    for line in lines:
        if line == "*":
            repeated = True
            continue
        offset, _, rest = line.partition(": ")
        position = int(offset, 16)
        if repeated:
            unit = bytes(result[-16:])
            while len(result) < position:
                result += unit
            repeated = False
        if position != len(result):
            raise ValueError(f"line for {position:#x} where {len(result):#x} was expected")
        result.extend(bytes.fromhex(rest.split("  ")[0]))
    return bytes(result)


def changes(old: bytes, new: bytes) -> list[tuple[int, bytes, bytes]]:
    """The runs of bytes that differ, each with its place."""
    runs: list[tuple[int, bytes, bytes]] = []
    start = None
    for i in range(max(len(old), len(new)) + 1):
        same = old[i:i + 1] == new[i:i + 1]
        if not same and start is None:
            start = i
        elif same and start is not None:
            runs.append((start, old[start:i], new[start:i]))
            start = None
    return runs


message = "Grüße, 世界!\r\n\tfrom \x7f here\0".encode() + b"\xde\xad\xbe\xef" + bytes(70) + b"the end"
for line in dump(message):
    print(line)
for line in dump(message[:20], width=8, group=1):
    print(line)
print(list(dump(b"")), list(dump(b"a", 4)), undump(dump(message)) == message, len(message))
for bad in ("00000004: 00", "00000000: 0g  .", "zz: 00"):
    try:
        print(undump(iter([bad])))
    except ValueError as error:
        print("refused:", error)
patched = bytearray(message)
patched[0:2] = b"gR"
patched[-3:] = b"END."
del patched[10]
patched.insert(10, 0xFF)
for place, before, after in changes(message, bytes(patched)):
    print(f"{place:4} {before!r:>24} -> {after!r}")
checksum = 0
for byte in message:
    checksum = (checksum << 1 | checksum >> 15) & 0xFFFF ^ byte
print(f"{checksum:04x}", sum(message) % 256, max(message), message.count(0), message.rfind(b"\0"), bytes(sorted(set(message[:12]))))
