parts: list[str] = []
text = ""
for i in range(1000):
    parts.append(str(i % 10))
    text += str(i % 10)
joined = "".join(parts)
print(joined == text, len(text), hash(joined) == hash(text), text[:20], text[500:510], text.count("7"))
counts: dict[str, int] = {}
for character in "the quick brown fox jumps over the lazy dog":
    counts[character] = counts.get(character, 0) + 1
print(counts)
print(str(None), str(1.5), str([1, "a", None]), str((1,)), str({"k": [1.0]}), repr("it's"), str(b"x"), ascii("é"))
