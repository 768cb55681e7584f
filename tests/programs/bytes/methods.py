b = b"one,two,,three"
print(b.split(b","), b.split(b",", 1), b.find(b"two"), b.find(b"x"), b.rfind(b","), b.count(b","), b.replace(b",", b"; "))
print(b.startswith(b"one"), b.endswith(b"three"), b.partition(b","), b.rpartition(b","), b" x ".strip(), b",".join([b"a", b"b"]))
print(b.upper(), b"ABC".lower(), b"12".isdigit(), b"a b  c".split(), b"l1\nl2\r\n".splitlines(), b"xxaxx".strip(b"x"), b.index(b"three"))
print(int(b"42"), b"-".join([]), b"ab".removeprefix(b"a"), b"%", b"a\tb\\")
