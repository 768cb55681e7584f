"""Huffman coding with bit strings, LZ77, run-length and move-to-front."""
from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from itertools import groupby


@dataclass
class HNode:
    freq: int
    char: str | None = None
    left: HNode | None = None
    right: HNode | None = None

    def __lt__(self, other: HNode) -> bool:
        return (self.freq, self.char or "") < (other.freq, other.char or "")


def build(text: str) -> HNode:
    heap = [HNode(f, c) for c, f in Counter(text).items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, HNode(a.freq + b.freq, min(a.char or "", b.char or ""), a, b))
    return heap[0]


def codes(node: HNode, prefix: str = "", table: dict[str, str] | None = None) -> dict[str, str]:
    if table is None:
        table = {}
    if node.left is None or node.right is None:
        assert node.char is not None
        table[node.char] = prefix or "0"
    else:
        codes(node.left, prefix + "0", table)
        codes(node.right, prefix + "1", table)
    return table


def decode(bits: str, root: HNode) -> str:
    out, node = [], root
    for bit in bits:
        nxt = node.left if bit == "0" else node.right
        node = nxt if nxt is not None else node
        if node.left is None:
            out.append(node.char or "?")
            node = root
    return "".join(out)


def lz77(data: str, window: int = 20, ahead: int = 8) -> list[tuple[int, int, str]]:
    i, out = 0, []
    while i < len(data):
        best = (0, 0)
        for j in range(max(0, i - window), i):
            k = 0
            while k < ahead and i + k < len(data) - 1 and data[j + k] == data[i + k]:
                k += 1
            if k > best[1]:
                best = (i - j, k)
        off, length = best
        out.append((off, length, data[i + length]))
        i += length + 1
    return out


def unlz77(tokens: list[tuple[int, int, str]]) -> str:
    out: list[str] = []
    for off, length, ch in tokens:
        for _ in range(length):
            out.append(out[-off])
        out.append(ch)
    return "".join(out)


def rle(s: str) -> list[tuple[str, int]]:
    return [(k, len(list(g))) for k, g in groupby(s)]


def mtf(s: str) -> list[int]:
    alphabet = sorted(set(s))
    out = []
    for c in s:
        i = alphabet.index(c)
        out.append(i)
        alphabet.insert(0, alphabet.pop(i))
    return out


def bwt(s: str) -> tuple[str, int]:
    rotations = sorted(range(len(s)), key=lambda i: s[i:] + s[:i])
    return "".join(s[i - 1] for i in rotations), rotations.index(0)


text = "she sells sea shells by the sea shore"
tree = build(text)
table = codes(tree)
for ch, code in sorted(table.items(), key=lambda kv: (len(kv[1]), kv[0])):
    print(repr(ch), code, end="; ")
print()
bits = "".join(table[c] for c in text)
print(len(bits), bits[:40], decode(bits, tree) == text)
packed = int("1" + bits[:60], 2).to_bytes(8, "big")
print(packed.hex(" ", 2), bin(int.from_bytes(packed, "big"))[3:] == bits[:60])
tokens = lz77(text)
print(tokens)
print(unlz77(tokens) == text, len(tokens))
print(rle("aaabbbccd"), mtf("banana"), bwt("banana$"))
print(rle(bwt("abracadabra" * 3 + "$")[0]))
