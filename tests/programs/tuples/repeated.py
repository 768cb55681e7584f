print(() * 3, (1,) * 3, (1, 2) * 2, 3 * ("a",), 2 * ())
t = (1, "two", 3.0)
n = 2
print(t * 2, t * n, 2 * t, (t * n)[4])
try:
    empty: list[set[int]] = []
    set.union(*empty)
except TypeError as e:
    print(e)
print(set.difference(*[{1, 2, 3}, {1}, {2}]))
