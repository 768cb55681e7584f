buf = bytearray(b"hello")
buf[0] = ord("J")
buf.append(33)
buf.extend(b" wor")
buf.extend([108, 100])
buf += b"?!"
print(buf, len(buf), buf.decode())
buf.insert(0, 62)
print(buf.pop(), buf.pop(0), buf)
buf.remove(ord("l"))
del buf[0]
del buf[-3:]
print(buf, buf.find(b"w"), buf.count(b"l"), b"wor" in buf)
buf[1:3] = b"12345"
print(buf)
buf[::2] = bytes(len(buf[::2]))
print(buf, buf[1::2])
buf.reverse()
print(buf, buf.copy() == buf, buf.copy() is buf)
buf.clear()
print(buf, len(buf), bool(buf), bytearray(2), bytearray(b"x") * 3, bytearray(b"a") + b"b", b"a" + bytearray(b"b"))
for bad in (lambda: bytearray().pop(), lambda: bytearray(b"a").remove(98), lambda: bytearray(b"a").pop(3), lambda: bytearray(b"a").append(256), lambda: bytearray(b"ab").__setitem__(5, 1)):
    try:
        print(bad())
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
x = bytearray(b"upper and Lower")
print(x.upper(), x.title(), x.split(), x.replace(b"and", b"&"), x.partition(b" "), x.startswith(b"up"), x.hex()[:8], x.strip(b"ur"), x.translate(None, b"aeiou"))
x[3:3] = b"__"
x *= 2
print(x, x[:4] == b"upp_", x > b"a", sorted(set(x))[:3])
