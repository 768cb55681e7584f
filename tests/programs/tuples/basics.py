def minmax(values: list[int]) -> tuple[int, int]:
    return min(values), max(values)


low, high = minmax([5, 2, 9])
pair = ("a", 1)
nested = (1, ("two", 3.0), [4])
print(low, high, pair, pair[0], pair[1], nested, nested[1][0], len(nested), (7,), (), pair + ("b", 2))
a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
print(a, b, c, d, e, pair == ("a", 1), pair < ("a", 2), pair != ("b", 1), (1, 2) < (1, 2, 3), hash(pair) == hash(("a", 1)))
for name, value in [("x", 1), ("y", 2)]:
    print(name, value, end="; ")
print()
triple: tuple[int, ...] = (1, 2, 3)
print(sum(triple), triple[-1], triple[1:], 2 in triple, triple.index(3), triple.count(1), [t * 2 for t in triple], tuple([5, 6]))
x, y, z = "abc"
print(x, y, z, max((3, "b"), (3, "a")), sorted([(2, "b"), (1, "z"), (2, "a")]))
coordinates = {(0, 0): "origin", (1, 0): "right"}
print(coordinates[(0, 0)], coordinates.get((5, 5)), (1, 0) in coordinates)
