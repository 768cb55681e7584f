"""`&`, `|` and `^` of truth values stay truth values where a condition has told what one of them is."""


def joined(a: bool, b: bool) -> bool:
    c = (a & b) if b else (a | b)
    if b:
        d = a ^ b
        print(d, a | b, b & a, c & d)
        c = c & b
    else:
        print(b | a, a ^ b)
    return c


print([joined(a, b) for a in (True, False) for b in (True, False)])
first = second = 3 <= 4
first = (first & second) if second else 2 >= 2.5
print(first, second, first & 3, 6 | second)
