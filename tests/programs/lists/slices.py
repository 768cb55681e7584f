a = list(range(10))
print(a[2:5], a[:3], a[7:], a[-3:], a[:-3], a[::3], a[::-1], a[8:2:-2], a[5:2], a[-100:100], a[:], a[:] is a)
a[2:4] = [20, 30, 40]
print(a)
a[0:0] = [-1, -2]
a[-1:] = []
print(a)
a[::2] = [0] * len(a[::2])
print(a)
del a[1:3]
del a[0]
del a[::2]
print(a, a[len(a):])
b = [1, 2, 3, 4, 5]
b[1:4] = b[2:5]
print(b)
try:
    b[::2] = [1]
except ValueError as error:
    print(error)
try:
    print(b[::0])
except ValueError as error:
    print(error)
start, stop = 1, None
print(b[start:stop], b[slice(0, 2)] if False else b[0:2])
