s = {3, 1, 2, 100, -1}
print(s, len(s), 3 in s, 9 in s)
s.add(7); s.discard(100); s.discard(12345)
print(sorted(s), s)
a = set(range(10)); b = {5, 50, 7, 70}
print(a & b, a | b, a - b, a ^ b, b - a, a.isdisjoint(b), {5}.issubset(a), a >= {1}, a > a, a == set(range(10)))
a &= b; print(a); a |= {1, 2}; print(a); a -= {1}; print(a); a ^= {2, 3}; print(a)
f = frozenset([1, 2, 3]); print(f, hash(f), f | {9}, f == {1, 2, 3}, {f: 1}[frozenset((3, 2, 1))])
try:
    s.remove(999)
except KeyError as er:
    print("KeyError", er, repr(er))
e: set[str] = set()
print(e, bool(e), frozenset(e))
e.update(["a", "b"]); print(len(e), "a" in e)
print({x % 3 for x in range(10)}, {(1, 2), (3, 4)} == {(3, 4), (1, 2)})
print(set("a"), sorted(set("hello")))
big = set([i * 7919 % 1000 for i in range(500)])
print(list(big)[:20], len(big))
try:
    for x in s:
        s.add(x + 1000)
except RuntimeError as err:
    print(err)
while b:
    print(b.pop(), end=" ")
print()
print({(1, "a"), (2, "b")} == set([(2, "b"), (1, "a")]), {1.5, 2.0, 2})
