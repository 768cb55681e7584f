(x, *y), z = [1, 2, 3], 4
print(x, y, z)
a, (b, *c), *d = 1, [7, 8, 9], 3, 4
print(a, b, c, d)
for (p, *q), r in [([1, 2, 3], "a"), ([4], "b")]:
    print(p, q, r)
[m, [n, *o]] = [1, [2, 3]] if False else (1, [2, 3])
print(m, n, o)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
