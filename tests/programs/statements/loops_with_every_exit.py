def search(grid: list[list[int]], target: int) -> tuple[int, int] | None:
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if cell == target:
                break
        else:
            continue
        return r, c
    return None
grid = [[1, 2], [3, 4], [5, 6]]
print(search(grid, 4), search(grid, 9))
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(f"{n}={d}*{n // d}", end=" ")
            break
    else:
        print(f"{n} prime", end=" ")
print()
n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
    if steps > 200:
        break
else:
    print("collatz", steps)
i = 0
while True:
    i += 1
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=",")
print()
for i in range(3):
    try:
        if i == 1:
            continue
        print("body", i)
    finally:
        print("finally", i)
for x in [0][1:]:
    print("never")
else:
    print("else of empty")
def early() -> str:
    for i in range(3):
        try:
            if i == 1:
                return f"left at {i}"
        finally:
            print("cleanup", i)
    return "end"
print(early())
for i in range(5):
    i *= 2
    print(i, end=" ")
print(i)
items = [1, 2, 3, 4]
for item in items:
    if item < 3:
        items.append(item + 10)
print(items)
for a, b in zip(range(3), "xyz"):
    for c in (a, b):
        print(c, end="")
print()
for i in reversed(range(0, 10, 3)):
    print(i, end=" ")
for i in range(5, 0, -2):
    print(i, end=" ")
print(sum(i for i in range(10) if i % 3), [*range(10, 0, -3)])
