def length(word: str) -> int:
    return len(word)


def last(word: str) -> str:
    return word[-1]


def by_age_then_name(person: tuple[str, int]) -> tuple[int, str]:
    return (person[1], person[0])


words = ["pear", "fig", "banana", "apple", "kiwi", "date"]
print(sorted(words))
print(sorted(words, key=length))
print(sorted(words, key=last, reverse=True))
people = [("Bob", 30), ("Ada", 36), ("Cid", 30), ("Dan", 25)]
print(sorted(people, key=by_age_then_name))
print(min(words, key=length), max(words, key=length), min(people, key=by_age_then_name))
words.sort(key=len, reverse=True)
print(words)
