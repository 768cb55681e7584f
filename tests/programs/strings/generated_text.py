seed = 12345


def rnd(n: int) -> int:
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n


ALPHABET = "aAbB  \t\n'\"\\09_éßŉǆΣσ’٣日ﬁ😀𐐀"


def text(n: int) -> str:
    return "".join([ALPHABET[rnd(len(ALPHABET))] for _ in range(rnd(n))])


def check(t: str, u: str) -> None:
    print(repr(t), ascii(t), t.upper(), t.lower(), t.title(), t.capitalize(), t.swapcase(), t.casefold())
    print(t.isalpha(), t.isalnum(), t.isdigit(), t.isdecimal(), t.isnumeric(), t.isspace(), t.isupper(), t.islower(), t.istitle(), t.isidentifier(), t.isprintable(), t.isascii())
    print(t.find(u), t.rfind(u), t.count(u), t.startswith(u), t.endswith(u), t.startswith((u, "a")), u in t, t == u, t < u, t <= u, t > u, t >= u)
    print(t.split(), t.rsplit(None, 1), t.splitlines(), t.splitlines(True), t.strip(), t.lstrip("aA"), t.rstrip(u), t.replace(u, "<é>"), t.replace(u, "", 1))
    print(t.center(9, "日"), t.ljust(9), t.rjust(9), t.zfill(9), t.expandtabs(4), t.removeprefix(u), t.removesuffix(u), t + u, t * 2)
    if u:
        print(t.split(u), t.rsplit(u, 1), t.partition(u), t.rpartition(u), u.join([t, t, u]))
    print(t[1:], t[:-1], t[::2], t[::-1], t[-3:-1], [c for c in t], len(t), hash(t) == hash("" + t + ""))
    b = t.encode()
    c = u.encode()
    print(b, b.decode() == t, b.upper(), b.title(), b.hex(), b.find(c), b.count(c), b.split(), b.strip(), b.replace(c, b"."), b[1:4], b[::-1], b + c, b < c, b == c, c in b, bytes.fromhex(b.hex()) == b)
    print(t.encode("ascii", "replace"), t.encode("latin-1", "ignore"), b.decode("ascii", "replace"), b[1:].decode("utf-8", "replace"), b[:-1].decode("utf-8", "ignore"), t.encode("ascii", "backslashreplace"))
    a = bytearray(b)
    a += c
    a.extend(c)
    a.insert(1, 65)
    a[0:2] = b"xyz"
    del a[::3]
    print(a, len(a), a.find(c), bytes(a), a[1:3], a == b, a.decode("utf-8", "replace"))
    print(f"{t:>12}|{t:^7.3}|{t!r:<10}|{len(t):04d}|{len(t):+,}|{len(t):#b}")


for _ in range(150):
    check(text(9), text(3))
