"""`key=d.get`, which may give None: what has a key is compared, and a None is refused as CPython refuses it, but where nothing is compared."""

from typing import Optional

counts = {"the": 4, "a": 2, "fox": 7, "dog": 1}
print(max(counts, key=counts.get), min(counts, key=counts.get))
print(sorted(counts, key=counts.get), sorted(counts, key=counts.get, reverse=True))
words = ["fox", "a", "the"]
words.sort(key=counts.get)
print(words, max("dog", "fox", key=counts.get), min(["zzz"], key=counts.get), max([], key=counts.get, default="none"))
try:
    print(max(["fox", "zebra"], key=counts.get))
except TypeError as error:
    print(type(error).__name__)
try:
    print(sorted(["zebra", "fox", "yak"], key=counts.get))
except TypeError as error:
    print(type(error).__name__)


def rank(word: str) -> Optional[float]:
    return len(word) / 2 if word else None


print(max(counts, key=rank), sorted(counts, key=rank), sorted([""], key=rank))
scores: dict[str, tuple[int, str]] = {"x": (1, "b"), "y": (1, "a")}
print(max(scores, key=scores.get), min(scores, key=scores.get))
