def search(grid: list[list[int]], wanted: int) -> str:
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            if value == wanted:
                break
            if value < 0:
                continue
        else:
            continue
        return f"{x},{y}"
    else:
        return "nowhere"
    return "never"


def primes(limit: int) -> list[int]:
    found: list[int] = []
    for n in range(2, limit):
        for p in found:
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


def changing() -> list[int]:
    items = [1, 2, 3]
    for item in items:
        if len(items) < 8:
            items.append(item * 10)
    for i, item in enumerate(items):
        if item > 100:
            del items[i]
    return items


def ranges() -> None:
    n = 3
    for i in range(n):
        n = 10
        i += 5
        print(i, end=" ")
    print(list(range(5, 0, -2)), list(range(0)), [i for i in range(-1, -4, -1)], n)
    for i in range(2, 2):
        pass
    step = 2
    print([i for i in range(0, 7, step)], sum(range(10, 0, -3)), 4 in range(0, 10, 2), range(3)[-1], len(range(0, 10, 3)), range(1, 4) == range(1, 4))
    big = 9223372036854775807
    print([i for i in range(big - 2, big)], [i for i in range(big - 5, big, 3)])


def whiles(n: int) -> str:
    log = ""
    while n:
        n -= 1
        if n == 3:
            continue
        if n == 1:
            break
        log += str(n)
    else:
        log += "else"
    while True:
        n += 1
        if n > 3:
            break
    return log + str(n)


def comprehensions() -> None:
    n = "outer"
    squares = [n * n for n in range(4) if n % 2 if n > 0]
    pairs = [(a, b) for a in range(3) for b in range(a) if a + b != 2]
    flat = [c for word in ["ab", "", "c"] for c in word]
    nested = [[row[i] for row in [[1, 2], [3, 4]]] for i in range(2)]
    table = {k: [v for v in range(k)] for k in range(3)}
    keys = {k % 2 for k in range(5)}
    print(n, squares, pairs, flat, nested, table, keys == {0, 1}, {v: k for k, v in table.items() if v} if False else len(table))
    print([y for x in [1, 2] for y in [x * 10, x * 20]], [x if x else -1 for x in [0, 1]])


def conditions(a: int, b: str, c: list[int]) -> str:
    first = a and b and c
    second = a or b or c
    third = not a or b == "x" and not c
    return f"{first} {second} {third} {a if a else b if b else c} {1 < a <= 3 != 2} {a in c or b in 'xyz'}"


print(search([[1, 2], [-1, 3]], 3), search([[1]], 5), search([], 1), primes(30), changing())
ranges()
print(whiles(5), whiles(2), whiles(0))
comprehensions()
for args in [(0, "", [1]), (2, "x", [2]), (1, "", [])]:
    print(conditions(*args))
print([i for i in "héé€😀"], list("ab"[::-1]), [b for b in b"\x00\xff"], [k for k in {"a": 1, "b": 2}], [k + str(v) for k, v in {"a": 1}.items()])
table = {"a": 1, "b": 2}
try:
    for key in table:
        table[key + "x"] = 1
except RuntimeError as error:
    print(error)
total = 0
for outer in range(100):
    for inner in range(100):
        total += outer ^ inner
        if inner > outer:
            break
print(total)
