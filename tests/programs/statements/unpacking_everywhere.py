a, b, c = 1, "two", 3.0
[d, e] = [4, 5]
(f, g), (h, (i, j)) = (6, 7), (8, (9, 10))
print(a, b, c, d, e, f, g, h, i, j)
first, *middle, last = list("unpack")
print(first, middle, last)
*init, tail = range(4)
head, *rest = range(1)
print(init, tail, head, rest)
x: list[int]
x = y = z = [0]
x.append(1)
print(y, z is x)
p, q = q, p = 1, 2
print(p, q)
for k, (m, n) in {"a": (1, 2), "b": (3, 4)}.items():
    print(k, m + n)
for i, (name, *scores) in enumerate([["ann", "1", "2"], ["bob", "3"]]):
    print(i, name, scores)
swap = [1, 2, 3]
swap[0], swap[2] = swap[2], swap[0]
i = 0
i, swap[i] = 1, 99
print(swap, i)
for bad in ([1], [1, 2, 3]):
    try:
        u, w = bad
        print(u, w)
    except ValueError as error:
        print(error)
def minmax(items: list[int]) -> tuple[int, int]:
    return min(items), max(items)
low, high = minmax([3, 1, 2])
_, only = minmax([5])
print(low, high, only, *[*range(3)], *"ab", sep="-")
print([*"ab", *"c"], {**{"a": 1}, "b": 2}, (*(1, 2), 3), {*{1}, 2})
