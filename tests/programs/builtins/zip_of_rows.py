m = [[1, 2, 3], [4, 5, 6]]
for col in zip(*m):
    print(col, sum(col))
t = [list(r) for r in zip(*m)]
print(t, list(zip(*t)) == [tuple(r) for r in m])
print([max(len(w) for w in c) for c in zip(*[("a", "bbb"), ("cc", "d")])])
it = iter(range(7))
print(list(zip(*[it] * 2)))
rows = [[1.5, 2.5], [3.5, 4.5]]
print([[sum(x * y for x, y in zip(row, col)) for col in zip(*rows)] for row in rows])
empty: list[list[int]] = []
print(list(zip(*empty)))
