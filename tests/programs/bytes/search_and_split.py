data = b"one,two,,three,"
print(data.split(b","), data.split(b",", 1), data.rsplit(b",", 2), data.partition(b","), data.rpartition(b","), b" a  b ".split(), b"a\tb\n".split(None, 1))
print(data.find(b"two"), data.find(44), data.rfind(b","), data.index(b"t", 5), data.count(b","), data.count(44), data.count(b""), data.find(b"x"), b"two" in data, 111 in data, 0 in data)
print(data.startswith(b"one"), data.endswith((b"x", b",")), data.startswith(b"two", 4), data.replace(b",", b" "), data.replace(b",", b"", 2), data.strip(b",o"), b"  x ".strip(), b"xxay".lstrip(b"x"))
print(b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True), b", ".join([b"x", b"y"]), b"".join([bytearray(b"q"), b"r"]), b"-".join([]))
for bad in (lambda: data.index(b"zz"), lambda: data.rindex(b"zz"), lambda: data.split(b"")):
    try:
        print(bad())
    except ValueError as error:
        print(error)
print(b"Hello".upper(), b"Hello".lower(), b"Hello".swapcase(), b"hello world".title(), b"hELLO".capitalize(), b"ab".center(6, b"*"), b"ab".ljust(4) + b"|", b"ab".rjust(4, b"."), b"-7".zfill(5), b"\ta".expandtabs(4))
print(b"abc".isalpha(), b"a1".isalnum(), b"12".isdigit(), b" \t".isspace(), b"AB".isupper(), b"ab".islower(), b"Ab Cd".istitle(), b"\xff".isascii(), b"".isalpha(), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"bc"))
print(b"abc".translate(bytes(255 - i for i in range(256))).hex(), b"hello".translate(None, b"l"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), bytes.maketrans(b"a", b"b")[97])
