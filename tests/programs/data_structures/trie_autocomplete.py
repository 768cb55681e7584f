"""A prefix tree over words: insertion, completion by weight, wildcard search, removal."""
from __future__ import annotations

import string
from collections import Counter
from typing import Dict, Iterable, Iterator, Optional, Tuple


class TrieNode:
    def __init__(self) -> None:
        self.nodes: Dict[str, TrieNode] = dict()
        self.is_leaf = False
        self.weight = 0

    def insert_many(self, words: Iterable[str]) -> None:
        for word in words:
            self.insert(word)

    def insert(self, word: str, weight: int = 1) -> None:
        curr = self
        for char in word:
            if char not in curr.nodes:
                curr.nodes[char] = TrieNode()
            curr = curr.nodes[char]
        curr.is_leaf = True
        curr.weight += weight

    def _descend(self, prefix: str) -> Optional[TrieNode]:
        curr: Optional[TrieNode] = self
        for char in prefix:
            if curr is None:
                break
            curr = curr.nodes.get(char)
        return curr

    def find(self, word: str) -> bool:
        node = self._descend(word)
        return node is not None and node.is_leaf

    def delete(self, word: str) -> None:
        def _delete(curr: TrieNode, word: str, index: int) -> bool:
            if index == len(word):
                if not curr.is_leaf:
                    return False
                curr.is_leaf = False
                return len(curr.nodes) == 0
            char = word[index]
            char_node = curr.nodes.get(char)
            if not char_node:
                return False
            delete_curr = _delete(char_node, word, index + 1)
            if delete_curr:
                del curr.nodes[char]
                return len(curr.nodes) == 0
            return delete_curr

        _delete(self, word, 0)

    def walk(self, prefix: str = "") -> Iterator[Tuple[str, int]]:
        if self.is_leaf:
            yield prefix, self.weight
        for char, node in sorted(self.nodes.items()):
            yield from node.walk(prefix + char)

    def complete(self, prefix: str, limit: int = 3) -> list[str]:
        node = self._descend(prefix)
        if node is None:
            return []
        ranked = sorted(node.walk(prefix), key=lambda pair: (-pair[1], pair[0]))
        return [word for word, _ in ranked[:limit]]

    def matching(self, pattern: str) -> Iterator[str]:
        """`?` is one letter, `*` any number."""
        def go(node: TrieNode, at: int, so_far: str) -> Iterator[str]:
            if at == len(pattern):
                if node.is_leaf:
                    yield so_far
                return
            if (c := pattern[at]) == "*":
                yield from go(node, at + 1, so_far)
                for char in node.nodes:
                    yield from go(node.nodes[char], at, so_far + char)
            else:
                for char in (node.nodes if c == "?" else c):
                    child = node.nodes.get(char)
                    if child is not None:
                        yield from go(child, at + 1, so_far + char)
        seen: set[str] = set()
        for word in go(self, 0, ""):
            if word not in seen:
                seen.add(word)
                yield word


TEXT = """How much wood would a woodchuck chuck, if a woodchuck could chuck wood?
He would chuck, he would, as much as he could, and chuck as much wood
as a woodchuck would if a woodchuck could chuck wood."""


def main() -> None:
    counts = Counter(TEXT.lower().translate(str.maketrans("", "", string.punctuation)).split())
    trie = TrieNode()
    for word, n in counts.items():
        trie.insert(word, n)
    print(list(trie.walk()))
    for prefix in ("w", "c", "wo", "wood", "x", ""):
        print(f"{prefix!r:7}", trie.complete(prefix))
    print(sorted(trie.matching("?ould")), sorted(trie.matching("*ch*")), sorted(trie.matching("*")) == sorted(counts))
    assert all(trie.find(w) for w in counts)
    trie.delete("wood")
    trie.delete("nothing")
    print(trie.find("wood"), trie.find("woodchuck"), trie.complete("woo"))
    trie.delete("woodchuck")
    print(trie.find("woodchuck"), "".join(sorted(trie.nodes)), trie._descend("wo") is not None)
    words = "banana bananas bandana band apple all beast".split()
    root = TrieNode()
    root.insert_many(words)
    print([w for w, _ in root.walk()], root.find("ban"), root.find("apples"))


if __name__ == '__main__':
    main()
