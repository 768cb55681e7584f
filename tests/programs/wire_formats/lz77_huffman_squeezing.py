"""A little deflate: LZ77 matches, then canonical Huffman codes over literals and lengths, written bit by bit."""
from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Iterable, Iterator, NamedTuple, TypeAlias


class Literal(NamedTuple):
    byte: int


class Match(NamedTuple):
    length: int
    distance: int


Token: TypeAlias = Literal | Match


def tokens(data: bytes, window: int = 255, longest: int = 18) -> Iterator[Token]:
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    at = 0
    while at < len(data):
        best = Match(0, 0)
        for start in reversed(seen.get(data[at:at + 3], [])):
            if at - start > window:
                break
            length = 3
            while length < longest and at + length < len(data) and data[start + length] == data[at + length]:
                length += 1
            best = max(best, Match(length, at - start), key=lambda m: m.length)
        step = best.length if best.length >= 3 else 1
        for i in range(at, at + step):
            seen[data[i:i + 3]].append(i)
        yield best if step > 1 else Literal(data[at])
        at += step


@dataclass(order=True)
class Tree:
    weight: int
    order: int
    symbols: tuple[int, ...]

    def __add__(self, other: Tree) -> Tree:
        return Tree(self.weight + other.weight, min(self.order, other.order), self.symbols + other.symbols)


def code_lengths(frequencies: Counter[int]) -> dict[int, int]:
    lengths = {symbol: 0 for symbol in frequencies}
    heap = [Tree(n, i, (s,)) for i, (s, n) in enumerate(sorted(frequencies.items()))]
    heapq.heapify(heap)
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        for symbol in joined.symbols:
            lengths[symbol] += 1
        heapq.heappush(heap, joined)
    return lengths


def canonical(lengths: dict[int, int]) -> dict[int, str]:
    codes: dict[int, str] = {}
    code = previous = 0
    for length, symbol in sorted((length, symbol) for symbol, length in lengths.items()):
        code <<= length - previous
        codes[symbol] = f"{code:0{length}b}"
        code, previous = code + 1, length
    return codes


class BitWriter:
    def __init__(self) -> None:
        self.out = bytearray()
        self._bits, self._count = 0, 0

    def write(self, bits: str) -> None:
        for bit in bits:
            self._bits = self._bits << 1 | (bit == "1")
            self._count += 1
            if self._count == 8:
                self.out.append(self._bits)
                self._bits = self._count = 0

    def finish(self) -> bytes:
        if self._count:
            self.write("0" * (8 - self._count))
        return bytes(self.out)


def bits(data: bytes) -> Iterator[str]:
    return (bit for byte in data for bit in f"{byte:08b}")


END = 256


def squeeze(data: bytes) -> tuple[dict[int, int], bytes]:
    stream = list(tokens(data))
    symbols = [t.byte if isinstance(t, Literal) else 257 + t.length for t in stream] + [END]
    codes = canonical(lengths := code_lengths(Counter(symbols)))
    writer = BitWriter()
    for token in stream:
        match token:
            case Literal(byte):
                writer.write(codes[byte])
            case Match(length, distance):
                writer.write(codes[257 + length] + format(distance, "08b"))
    writer.write(codes[END])
    return lengths, writer.finish()


def expand(lengths: dict[int, int], packed: bytes) -> bytes:
    decode = {code: symbol for symbol, code in canonical(lengths).items()}
    out = bytearray()
    source = bits(packed)
    word = ""
    for bit in source:
        word += bit
        if (symbol := decode.get(word)) is None:
            continue
        word = ""
        if symbol == END:
            return bytes(out)
        if symbol < END:
            out.append(symbol)
            continue
        distance = int("".join(next(source, "0") for _ in range(8)), 2)
        for _ in range(symbol - 257):
            out.append(out[-distance])
    raise EOFError("no end of the stream")


TEXTS: Iterable[bytes] = (
    b"she sells sea shells by the sea shore, the shells she sells are sea shells for sure",
    b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    bytes(range(32)),
    "Größe ändert sich, Größe bleibt".encode(),
)
for text in TEXTS:
    lengths, packed = squeeze(text)
    print(len(text), "->", len(packed), expand(lengths, packed) == text, list(tokens(text))[-2:], max(lengths.values()))
print(canonical({97: 1, 98: 2, 99: 3, 100: 3}))
try:
    expand(lengths, packed[:-4])
except EOFError as e:
    print("EOFError:", e)
