from __future__ import annotations

from array import array


def show(a: array[int]) -> None:
    print(a, len(a), a.typecode, a.itemsize, a.tobytes().hex())


def attempt(a: array[int], value: int) -> None:
    try:
        a.append(value)
    except OverflowError as error:
        print(a.typecode, value, error)


a = array("i", [1, 2, 3])
show(a)
a.append(-7)
a.extend([10, 20])
a.insert(1, 99)
a.insert(-100, 5)
show(a)
print(a[0], a[-1], a[1:4], a[::-2], a.pop(), a.pop(0), a.index(3), a.count(2), 99 in a, 98 in a, a.index(2, -4))
a.remove(99)
a.reverse()
a[0] = 77
a[1:2] = array("i", [8, 8, 8])
del a[-1]
show(a)
print(a + array("i", [1]), a * 2, 2 * a == a + a, a != a, [x * 2 for x in a], sum(a), max(a), sorted(a))
for code in "x":
    show(array("b", [-128, 127]))
    show(array("B", b"\x00\xff"))
    show(array("h", [-32768, 32767]))
    show(array("H", [65535]))
    show(array("I", [4294967295]))
    show(array("l", [-1]))
    show(array("L", [1 << 62]))
    show(array("q", range(3)))
    show(array("Q"))
for value in (300, -1, -129, 40000, -40000, 70000, 1 << 31, 1 << 32, -(1 << 40)):
    for fresh in (array("b"), array("B"), array("h"), array("H"), array("i"), array("I"), array("L"), array("Q")):
        attempt(fresh, value)
f = array("f", [1.5, 0.1, 1e30])
d = array("d", f)
d.append(0.1)
print(f, d, f == d, f.tobytes().hex(), d.tolist(), d.itemsize)
g = array("d")
g.frombytes(d.tobytes())
g.byteswap()
g.byteswap()
print(g == d, g[1:] > d, g)
h = array("H", [1, 256])
h.byteswap()
print(h, h.tolist(), bool(array("H")), array("i", [1]) < array("i", [2]))
try:
    h.frombytes(b"abc")
except ValueError as error:
    print(error)
for bad in (lambda: h[5], lambda: array("i").pop(), lambda: h.pop(9), lambda: h.index(5)):
    try:
        print(bad())
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
try:
    h[9] = 1
except IndexError as error:
    print(error)
h += array("H", [4])
h *= 2
h.fromlist([1, 2])
print(h)
