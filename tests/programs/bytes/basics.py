b = b"hello \x00\xff\n'\""
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], b == b"hello", b[:5] == b"hello", b"ell" in b, 104 in b, 1 in b)
print(b"a" + b"b" * 3, b"abc" < b"abd", bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"copy"), list(b"abc"))
for value in b"xyz":
    print(value, end=" ")
print()
print(b"abc".hex(), bytes.fromhex("00ff 10"), b"abc".decode(), hash(b"a") == hash(b"a"), sorted(b"bca"), b"it's", b'say "hi"')
for index in (3, -4):
    try:
        print(b"abc"[index])
    except IndexError as error:
        print(error)
try:
    bytes([256])
except ValueError as error:
    print(error)
try:
    print(b"\xff\xfe".decode())
except UnicodeDecodeError as error:
    print(error)
print(b"\xffok".decode("utf-8", "replace"), b"caf\xe9".decode("latin-1"), "abc".encode("ascii"), bool(b""))
