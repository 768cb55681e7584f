from __future__ import annotations
import heapq
from collections import Counter
from typing import Dict, List, Optional, Tuple

class HNode:
    def __init__(self, freq: int, char: Optional[str] = None, left: Optional["HNode"] = None, right: Optional["HNode"] = None):
        self.freq = freq
        self.char = char
        self.left = left
        self.right = right

    def __lt__(self, other: "HNode") -> bool:
        return (self.freq, self.char or "") < (other.freq, other.char or "")

def build(text: str) -> HNode:
    heap = [HNode(n, c) for c, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        a = heapq.heappop(heap)
        b = heapq.heappop(heap)
        heapq.heappush(heap, HNode(a.freq + b.freq, None, a, b))
    return heap[0]

def codes(node: HNode, prefix: str = "", table: Dict[str, str] | None = None) -> Dict[str, str]:
    if table is None:
        table = {}
    if node.char is not None:
        table[node.char] = prefix or "0"
    else:
        for child, bit in ((node.left, "0"), (node.right, "1")):
            if child is not None:
                codes(child, prefix + bit, table)
    return table

text = "she sells sea shells by the sea shore"
table = codes(build(text))
for ch, code in sorted(table.items(), key=lambda kv: (len(kv[1]), kv[1])):
    print(f"{ch!r}: {code:>6} {int(code, 2):#04x}")
bits = "".join(table[c] for c in text)
data = bytearray()
for i in range(0, len(bits), 8):
    data.append(int(bits[i:i + 8].ljust(8, "0"), 2))
print(len(text) * 8, len(bits), data.hex(" ", 4))
inverse = {v: k for k, v in table.items()}
out: List[str] = []
cur = ""
for b in bits:
    cur += b
    if cur in inverse:
        out.append(inverse[cur])
        cur = ""
print("".join(out) == text, "%s has %d chars, %.2f%% of size" % (text[:9], len(text), 100 * len(bits) / (8 * len(text))))
