from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
xs = [1, 3, 3, 3, 5, 8]
for x in (0, 1, 3, 4, 8, 9):
    print(x, bisect_left(xs, x), bisect_right(xs, x), bisect(xs, x), bisect_left(xs, x, 2), bisect_right(xs, x, 0, 3))
for n in (3, 4, 0, 10):
    insort(xs, n)
insort_left(xs, 5)
insort_right(xs, 5)
print(xs, xs == sorted(xs))
def grade(score: int, breakpoints: list[int] = [60, 70, 80, 90], grades: str = "FDCBA") -> str:
    return grades[bisect(breakpoints, score)]
print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
words = ["apple", "fig", "kiwi"]
insort(words, "banana")
print(words, bisect_left(words, "c"))
rows = [("red", 5), ("blue", 1), ("yellow", 8)]
rows.sort(key=lambda r: r[1])
print(bisect_left(rows, 5, key=lambda r: r[1]), bisect(rows, 5, key=lambda r: r[1]))
insort(rows, ("green", 3), key=lambda r: r[1])
print(rows)
def index(a: list[int], x: int) -> int:
    i = bisect_left(a, x)
    if i != len(a) and a[i] == x:
        return i
    raise ValueError(f"{x} not found")
print(index([1, 3, 5], 3))
try:
    index([1, 3, 5], 4)
except ValueError as error:
    print(error)
try:
    bisect_left([1], 1, -1)
except ValueError as error:
    print(error)
def longest_increasing(seq: list[int]) -> int:
    tails: list[int] = []
    for n in seq:
        i = bisect_left(tails, n)
        tails[i:i + 1] = [n]
    return len(tails)
print(longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]), longest_increasing([]), longest_increasing([7, 7, 7]))
