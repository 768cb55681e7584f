"""Words of a text counted, grouped, chained: n-grams, a Markov generator, concordance, readability, anagrams."""
from __future__ import annotations

import random
import string
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import chain, groupby, islice, starmap, tee
from operator import itemgetter
from typing import Deque, Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

TEXT = """
Call me Ishmael. Some years ago, never mind how long precisely, having little or no money in my purse,
and nothing particular to interest me on shore, I thought I would sail about a little and see the watery
part of the world. It is a way I have of driving off the spleen and regulating the circulation.
Whenever I find myself growing grim about the mouth; whenever it is a damp, drizzly November in my soul;
whenever I find myself involuntarily pausing before coffin warehouses -- then, I account it high time to
get to sea as soon as I can.
"""


def words(text: str) -> Iterator[str]:
    for raw in text.lower().split():
        word = raw.strip(string.punctuation)
        if word:
            yield word


def ngrams(items: Iterable[str], n: int) -> Iterator[Tuple[str, ...]]:
    window: Deque[str] = deque(maxlen=n)
    for item in items:
        window.append(item)
        if len(window) == n:
            yield tuple(window)


def pairs(items: Iterable[str]) -> Iterator[tuple[str, str]]:
    a, b = tee(items)
    next(b, None)
    return zip(a, b)


class Markov:
    def __init__(self, text: Iterable[str]) -> None:
        self.following: Dict[str, Counter[str]] = defaultdict(Counter)
        for first, second in pairs(text):
            self.following[first][second] += 1

    def walk(self, start: str, seed: int) -> Iterator[str]:
        rng = random.Random(seed)
        word = start
        while word in self.following:
            yield word
            choices = self.following[word]
            word = rng.choices(list(choices), weights=list(choices.values()))[0]


def concordance(lines: Sequence[str], wanted: str, width: int = 12) -> Iterator[str]:
    for number, line in enumerate(lines):
        start = line.lower().find(wanted)
        if start >= 0:
            left, right = line[:start][-width:], line[start + len(wanted):][:width]
            yield f"{number:>2}: {left:>{width}}[{line[start:start + len(wanted)]}]{right:<{width}}|"


def syllables(word: str) -> int:
    runs = [vowel for vowel, _ in groupby(word, key=lambda c: c in "aeiouy") if vowel]
    return max(1, len(runs) - word.endswith("e"))


def anagrams(found: Iterable[str]) -> Mapping[str, List[str]]:
    groups: Dict[str, List[str]] = {}
    for word in found:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return {key: sorted(set(group)) for key, group in groups.items() if len(set(group)) > 1}


everything = list(words(TEXT))
counts = Counter(everything)
print(len(everything), len(counts), counts.most_common(5), sum(counts[w] for w in ("me", "it", "zzz")))
by_length = OrderedDict((n, sorted(set(g))) for n, g in groupby(sorted(counts, key=len), key=len) if n > 7)
print(dict(by_length))
print([" ".join(g) for g, n in Counter(ngrams(everything, 3)).most_common(3)], len(list(ngrams(["a"], 2))))
chain_of_words = Markov(everything)
print(" ".join(islice(chain_of_words.walk("i", 3), 12)))
print(*concordance(TEXT.strip().split("\n"), "whenever"), sep="\n")
sentences = [list(words(s)) for s in TEXT.replace(";", ".").split(".") if s.strip()]
total = sum(map(syllables, chain.from_iterable(sentences)))
print(len(sentences), total, f"{206.835 - 1.015 * len(everything) / len(sentences) - 84.6 * total / len(everything):.2f}")
print(anagrams("listen silent enlist google elgoog cat act tac dog".split()))
index = defaultdict(set)
for i, word in enumerate(everything):
    index[word[0]].add(len(word))
print({k: sorted(v) for k, v in sorted(index.items(), key=itemgetter(0))[:6]}, list(starmap(str.count, [("banana", "a"), ("x", "y")])))
letters = Counter(c for w in everything for c in w)
longest = max(letters.values())
for c, n in letters.most_common(4):
    print(c, "*" * round(20 * n / longest), f"{n / letters.total():.1%}")
