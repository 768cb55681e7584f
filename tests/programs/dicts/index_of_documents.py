"""An inverted index: words to documents to places, questions with several words, and documents that go again."""
from __future__ import annotations

STOP_WORDS = dict.fromkeys("a an and the of to in is".split(), 0)

DOCUMENTS = {
    "cats": "The cat sat on the mat. A cat is a small animal, and the mat is red.",
    "dogs": "The dog chased the cat; the cat ran up a tree in the garden.",
    "trees": "A tree is tall. The garden is full of trees, and the red tree is a maple.",
}

Places = dict[str, list[int]]


class Index:
    def __init__(self) -> None:
        self.words: dict[str, Places] = {}
        self.sizes: dict[str, int] = {}
        self.skipped: dict[str, int] = dict(STOP_WORDS)

    def add(self, name: str, text: str) -> int:
        if name in self.sizes:
            self.remove(name)
        position = -1
        for position, word in enumerate(text.lower().split()):
            word = word.strip(".,;:!?")
            if word in self.skipped:
                self.skipped[word] += 1
            else:
                self.words.setdefault(word, {}).setdefault(name, []).append(position)
        self.sizes[name] = position + 1
        return self.sizes[name]

    def remove(self, name: str) -> None:
        del self.sizes[name]
        for word, places in list(self.words.items()):
            if places.pop(name, None) is not None and not places:
                del self.words[word]

    def find(self, question: str) -> dict[str, int]:
        """The documents with all the words, and how often they have them."""
        wanted = [self.words.get(word, {}) for word in question.lower().split() if word not in self.skipped]
        if not wanted:
            return {}
        names = wanted[0].keys()
        scores = {name: sum(len(places[name]) for places in wanted) for name in names if all(name in places for places in wanted)}
        return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))

    def phrase(self, *words: str) -> list[tuple[str, int]]:
        first, *rest = (self.words.get(word) or {} for word in words)
        return [
            (name, place) for name, places in first.items() for place in places
            if all(place + distance in other.get(name, ()) for distance, other in enumerate(rest, 1))
        ]

    def completions(self, start: str) -> dict[str, int]:
        return {word: sum(map(len, places.values())) for word, places in sorted(self.words.items()) if word.startswith(start)}


index = Index()
print({name: index.add(name, text) for name, text in DOCUMENTS.items()}, len(index.words))
print(list(index.words)[:6], index.words["cat"], index.words["garden"])
print({word: count for word, count in index.skipped.items() if count})
for question in ("cat", "the cat", "red", "Garden tree", "cat tree", "cat unicorn", "the of", ""):
    print(f"{question!r:15} {index.find(question)}")
for words in (["small", "animal"], ["chased", "the"], ["red", "tree"], ["cat", "ran", "up"], ["ran", "cat"]):
    print(words, index.phrase(*words))
print(index.completions("t"), index.completions("ma"), index.completions("zz"))
before = len(index.words)
index.remove("dogs")
print(before, len(index.words), index.find("cat"), "chased" in index.words, [*index.sizes], index.sizes.get("dogs", -1))
print(index.add("trees", "Only one maple left"), index.words["maple"], index.find("tree"), list(reversed(index.sizes)), index.add("empty", ""))
try:
    index.remove("dogs")
except KeyError as error:
    print("no document", error)
by_count: dict[int, list[str]] = {}
for word, places in index.words.items():
    by_count.setdefault(sum(len(where) for where in places.values()), []).append(word)
for count in sorted(by_count, reverse=True):
    print(count, sorted(by_count[count]))
