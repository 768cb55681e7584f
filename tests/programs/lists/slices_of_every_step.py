xs = list(range(10))
for start, stop, step in ((None, None, None), (2, 7, None), (None, None, 2), (None, None, -1), (8, 2, -2), (-3, None, None), (None, -3, None), (5, 5, None), (7, 2, None), (100, -100, -3), (-100, 100, 4), (None, 4, -1), (3, None, -1)):
    part = slice(start, stop, step)
    print(start, stop, step, xs[part], part.indices(10))
try:
    xs[::0]
except ValueError as error:
    print(error)
ys = xs[:]
ys[2:5] = [20]
print(ys)
ys[1:1] = [11, 12, 13]
print(ys)
ys[-2:] = []
ys[::3] = [0] * len(ys[::3])
print(ys)
try:
    ys[::2] = [1]
except ValueError as error:
    print(error)
ys[5:2] = [55]
print(ys)
del ys[::-2]
print(ys)
ys[:] = (9, 8)
print(ys, ys[5:], ys[-1:], [1, 2, 3][::-1], "hello"[::-2], (1, 2, 3, 4)[1:3], range(10)[2:8:3], b"bytes"[1:4])
zs = [1, 2, 3]
zs[1:2] = zs
print(zs)
zs[len(zs):] = [7]
zs[:0] = [6]
print(zs, slice(1, 2) == slice(1, 2), slice(3), slice(1, None, 2), slice(1, 5).start, slice(5).stop, slice(1, 2, 3).step)
