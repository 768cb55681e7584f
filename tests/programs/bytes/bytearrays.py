a = bytearray()
for i in range(5):
    a.append(i * 50)
a += b"xyz"
a.extend(b"12")
a[0] = 255
print(a, len(a), a[1], a[-1], a[2:5], bytes(a), a == bytearray(b"x"), 120 in a)
a[1:3] = b"----"
print(a)
del a[0]
del a[:2]
print(a, a.pop(), a.find(b"xyz"), a.decode("latin-1"))
b = bytearray(4)
b[2] = 7
c = b
c[3] = 9
print(b, bytearray(b"abc").upper(), bytearray([1, 2]), b is c, b[::-1], bytes(b[1:]))
for value in (256, -1):
    try:
        b[0] = value
    except ValueError as error:
        print(error)
try:
    b[4] = 1
except IndexError as error:
    print(error)
b.clear()
print(b, bool(b), len(b))
big = bytearray()
for i in range(10_000):
    big.append(i & 0xFF)
print(len(big), sum(big), big[9999])
