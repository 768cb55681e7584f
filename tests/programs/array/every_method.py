from array import array
a = array("i", [3, 1, 2])
a.append(5)
a.extend([7, 8])
a.insert(1, 100)
print(a, len(a), a[0], a[-1], a[1:3], a.typecode, a.itemsize, a.tolist(), a.count(1), a.index(2), 7 in a)
print(a.pop(), a.pop(0), a)
a.remove(100)
a.reverse()
a[0] = 42
print(a, a + array("i", [1]), a * 2, a == array("i", [42, 5, 2, 1]), sum(a), max(a), sorted(a), [x for x in a])
del a[1]
a[1:2] = array("i", [9, 9])
print(a, list(reversed(a)), a.tobytes().hex())
b = array("B", b"hello")
b.frombytes(b" you")
print(b.tobytes(), b[0], array("d", [1.5, 2]), array("f", [0.5]), array("q"), array("b", [-1]), array("H", range(3)))
c = array("d")
c.fromlist([1.0, 2.5])
print(c, c.itemsize, c < array("d", [1.0, 3.0]))
for f in (lambda: array("B", [256]), lambda: array("b", [-200]), lambda: array("I", [-1])):
    try:
        print(f())
    except OverflowError as error:
        print(error)
for g in (lambda: a[99], lambda: array("i").pop()):
    try:
        print(g())
    except IndexError as error:
        print(error)
try:
    a.remove(12345)
except ValueError as error:
    print(error)
grid = [array("h", [0]) * 3 for _ in range(2)]
grid[1][2] = 7
print(grid, bytes(array("B", [1, 2])), bytearray(array("B", [3])))
sieve = array("B", [1]) * 50
for i in range(2, 8):
    if sieve[i]:
        for j in range(i * i, 50, i):
            sieve[j] = 0
print([i for i in range(2, 50) if sieve[i]])
