print([x * x for x in range(6)], [x for x in range(20) if x % 3 == 0 if x % 2 == 0], [(x, y) for x in range(3) for y in range(x)])
print({x: str(x) for x in range(3)}, [[y for y in range(x)] for x in range(4)], [c for c in "hello" if c not in "l"])
x = "untouched"
squares = [x * x for x in range(3)]
print(x, squares, [a + b for a, b in [(1, 2), (3, 4)]], [k for k in {"a": 1, "b": 2}], sum([i for i in range(5)]))
words = ["apple", "fig"]
print([f"{i}:{word}" for i, word in enumerate(words)], {word: len(word) for word in words}, [word[0] for word in words if len(word) > 3])
limit = 3


def below(limit: int) -> list[int]:
    return [n for n in range(10) if n < limit]


print(below(5), [below(n) for n in range(3)], limit)
