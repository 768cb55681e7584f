import sys
from collections import Counter, defaultdict
from typing import DefaultDict, Dict, List, Optional, Tuple

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity"""

class Trie:
    def __init__(self) -> None:
        self.children: Dict[str, "Trie"] = {}
        self.end = False

    def insert(self, word: str) -> None:
        node = self
        for ch in word:
            node = node.children.setdefault(ch, Trie())
        node.end = True

    def words(self, prefix: str = "") -> List[str]:
        found = [prefix] if self.end else []
        for ch, child in sorted(self.children.items()):
            found += child.words(prefix + ch)
        return found

    def find(self, prefix: str) -> Optional["Trie"]:
        node: Optional[Trie] = self
        for ch in prefix:
            if node is None:
                return None
            node = node.children.get(ch)
        return node

def words(text: str) -> List[str]:
    return ["".join(c for c in w if c.isalpha()).lower() for w in text.split()]

def levenshtein(a: str, b: str) -> int:
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1]

ws = words(TEXT)
c = Counter(ws)
print(c.most_common(3), c["zzz"], sum(c.values()), (c - Counter({"it": 5}))["it"])
by_len: DefaultDict[int, List[str]] = defaultdict(list)
for w in c:
    by_len[len(w)].append(w)
for k in sorted(by_len):
    print(f"{k:2}: {' '.join(sorted(by_len[k]))}")
t = Trie()
for w in ws:
    t.insert(w)
sub = t.find("w")
print(sub.words("w") if sub else None, t.find("zz"))
print(levenshtein("kitten", "sitting"))
anagrams: Dict[Tuple[str, ...], List[str]] = {}
for w in ["listen", "silent", "enlist", "google", "elgoog"]:
    anagrams.setdefault(tuple(sorted(w)), []).append(w)
print([v for v in anagrams.values() if len(v) > 1])
print({k: len(v) for k, v in by_len.items() if k > 5}, file=sys.stderr)
