t = (1, "two", 3.0)
print(t, len(t), t[0], t[-1], t[1:], t + (4,), t * 2, 1 in t, "two" in t, 9 not in t, t.index("two"), t.count(1), t == (1, "two", 3.0), hash(t) == hash((1, "two", 3.0)))
n = (5, 3, 9, 3)
print(max(n), min(n), sum(n), sorted(n), n.count(3), n.index(3), n.index(3, 2), n[::-1], tuple(reversed(n)), n < (5, 4), n <= n, n > (5,), () < n)
for bad in (lambda: n.index(7), lambda: n.index(5, 1)):
    try:
        print(bad())
    except ValueError as error:
        print(error)
a, b = 1, 2
a, b = b, a
(c, d), e = (a, b), 3
first, *rest = n
*start, last = n
head, *mid, tail = n
print(a, b, c, d, e, first, rest, start, last, head, mid, tail)
single, empty = (1,), ()
print(single, empty, tuple("abc"), tuple(range(3)), tuple([1, 2]), tuple(), len(empty), not empty, (1, 2) == (1, 2.0), (1,) + (2,) + (), ((1, 2), (3,))[0][1])
d2 = {(0, 0): "origin", (1, 2): "point"}
print(d2[0, 0], d2.get((1, 2)), (9, 9) in d2, sorted([(2, "b"), (1, "z"), (2, "a")]), max((1, 2), (1, 3)), {(1, 2): 3}[(1, 2)])
def divide(x: int, y: int) -> tuple[int, int]:
    return x // y, x % y
q, r = divide(17, 5)
print(q, r, divide(-17, 5), *divide(9, 2), [x + y for x, y in [(1, 2), (3, 4)]], dict([(1, 2)]), list(zip(*[(1, 2), (3, 4)])))
def variadic(items: tuple[int, ...]) -> int:
    return sum(items) + len(items)
print(variadic(()), variadic((1,)), variadic((1, 2, 3)), variadic(tuple(range(10))), tuple(x * 2 for x in n if x > 3))
matrix = ((1, 2, 3), (4, 5, 6))
print(tuple(zip(*matrix)), [sum(row) for row in matrix], matrix[1][2], len(matrix), repr(("a", b"b", None, ...)))
