squares: dict[int, int] = {}
for i in range(2000):
    squares[i * 7919 % 10007] = i
print(len(squares), list(squares)[:5], squares[7919], 10006 in squares, sum(squares))
for key in list(squares):
    if key % 2 == 0:
        del squares[key]
print(len(squares), list(squares.items())[:4])
for i in range(500):
    squares[-i] = i
print(len(squares), squares[-499], list(squares)[-2:])
words: dict[str, list[str]] = {}
for word in "the cat sat on the mat and the cat ran".split():
    words.setdefault(word[0], []).append(word)
print(words)
queue = {"a": 1}
for step in range(10_000):
    queue[str(step)] = step
    if step >= 3:
        del queue[str(step - 3)]
print(len(queue), queue)
try:
    for key2 in queue:
        queue[key2 + "!"] = 0
except RuntimeError as error:
    print(error)
