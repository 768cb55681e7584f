"""String algorithms: KMP, Rabin-Karp, Boyer-Moore-Horspool, Z, suffix array, LCS, Levenshtein, Aho-Corasick, Manacher."""
from __future__ import annotations

from collections import deque


def kmp(text: str, pattern: str) -> list[int]:
    fail = [0] * len(pattern)
    k = 0
    for i in range(1, len(pattern)):
        while k and pattern[k] != pattern[i]:
            k = fail[k - 1]
        k += pattern[k] == pattern[i]
        fail[i] = k
    found, k = [], 0
    for i, c in enumerate(text):
        while k and pattern[k] != c:
            k = fail[k - 1]
        if pattern[k] == c:
            k += 1
        if k == len(pattern):
            found.append(i - k + 1)
            k = fail[k - 1]
    return found


def rabin_karp(text: str, pattern: str, base: int = 257, mod: int = 1_000_003) -> list[int]:
    n, m = len(text), len(pattern)
    if m > n:
        return []
    high = pow(base, m - 1, mod)
    want = have = 0
    for a, b in zip(pattern, text):
        want = (want * base + ord(a)) % mod
        have = (have * base + ord(b)) % mod
    found = []
    for i in range(n - m + 1):
        if have == want and text[i:i + m] == pattern:
            found.append(i)
        if i < n - m:
            have = ((have - ord(text[i]) * high) * base + ord(text[i + m])) % mod
    return found


def horspool(text: str, pattern: str) -> list[int]:
    m = len(pattern)
    skip = {c: m - i - 1 for i, c in enumerate(pattern[:-1])}
    i, found = 0, []
    while i <= len(text) - m:
        if text[i:i + m] == pattern:
            found.append(i)
        i += skip.get(text[i + m - 1], m)
    return found


def z_function(s: str) -> list[int]:
    z = [0] * len(s)
    left = right = 0
    for i in range(1, len(s)):
        if i < right:
            z[i] = min(right - i, z[i - left])
        while i + z[i] < len(s) and s[z[i]] == s[i + z[i]]:
            z[i] += 1
        if i + z[i] > right:
            left, right = i, i + z[i]
    return z


def suffix_array(s: str) -> list[int]:
    return sorted(range(len(s)), key=lambda i: s[i:])


def lcs(a: str, b: str) -> str:
    table = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + x if x == y else max(table[i][j + 1], table[i + 1][j], key=len)
    return table[-1][-1]


def levenshtein(a: str, b: str) -> int:
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


class Automaton:
    def __init__(self, words: list[str]) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.out: list[set[str]] = [set()]
        self.fail = [0]
        for word in words:
            state = 0
            for c in word:
                if c not in self.next[state]:
                    self.next[state][c] = len(self.next)
                    self.next.append({})
                    self.out.append(set())
                    self.fail.append(0)
                state = self.next[state][c]
            self.out[state].add(word)
        queue = deque(self.next[0].values())
        while queue:
            state = queue.popleft()
            for c, child in self.next[state].items():
                f = self.fail[state]
                while f and c not in self.next[f]:
                    f = self.fail[f]
                self.fail[child] = self.next[f].get(c, 0)
                self.out[child] |= self.out[self.fail[child]]
                queue.append(child)

    def search(self, text: str) -> list[tuple[int, str]]:
        state, found = 0, []
        for i, c in enumerate(text):
            while state and c not in self.next[state]:
                state = self.fail[state]
            state = self.next[state].get(c, 0)
            found += [(i - len(w) + 1, w) for w in sorted(self.out[state])]
        return found


def longest_palindrome(s: str) -> str:
    best = (0, 0)
    for centre in range(2 * len(s) - 1):
        i, j = centre // 2, (centre + 1) // 2
        while i >= 0 and j < len(s) and s[i] == s[j]:
            i, j = i - 1, j + 1
        best = max(best, (j - i - 1, -(i + 1)))
    return s[-best[1]:-best[1] + best[0]]


text = "abracadabra abra"
for pattern in ("abra", "a", "cad", "xyz", "abracadabra abra"):
    a, b, c = kmp(text, pattern), rabin_karp(text, pattern), horspool(text, pattern)
    print(pattern, a, a == b == c)
print(z_function("aabxaabxcaabxaabxay"), suffix_array("banana"))
print(lcs("AGGTAB", "GXTXAYB"), lcs("", "x"), levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("flaw", "lawn"))
print(Automaton(["he", "she", "his", "hers"]).search("ushers and his"), longest_palindrome("forgeeksskeegfor"), longest_palindrome("abacdfgdcaba"))
