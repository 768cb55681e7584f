grid = [[0] * 4 for _ in range(3)]
for y in range(3):
    for x in range(4):
        grid[y][x] = x * y
grid[1][2] += 50
print(grid, len(grid), [row[1] for row in grid], sum([sum(row) for row in grid]))
transposed = [[row[i] for row in grid] for i in range(4)]
print(transposed)
rows = [["b", "a"], ["c"], []]
rows[2].append("new")
for row in rows:
    row.sort()
print(rows, rows == [["a", "b"], ["c"], ["new"]], [name for row in rows for name in row])
mixed = [(1, ["x"]), (2, ["y", "z"])]
mixed[0][1].append("more")
print(mixed)
shared = [0]
both = [shared, shared]
both[0].append(1)
print(both, both[0] is both[1])
