import sys

table = str.maketrans("abc", "xyz")
print("aabbccdd".translate(table), table)
arrows = str.maketrans({"ß": "ss", "→": "->"})
digits = str.maketrans({120: "1"})
print("hello world".translate(str.maketrans("lo", "01", "h")), "tab".translate({ord("a"): "AAA", ord("b"): None}), "ß→x".translate(arrows))
print("a-b".translate({45: None}), "a-b".translate({45: 95}), "xyz".translate(digits))
t = bytes.maketrans(b"abc", b"xyz")
print(b"aabbcc".translate(t), b"hello".translate(None, b"l"), bytearray(b"cab!").translate(t, b"!"), len(t))
print(b"a\tbc\td".expandtabs(), b"a\tb".expandtabs(4), bytearray(b"\tx").expandtabs(2), b"Hello World".istitle(), b"HELLO".istitle(), b"".istitle())
b = bytearray(b"hello World")
print(b.title(), b.capitalize(), b.swapcase(), b.center(15, b"*"), b.ljust(13), b.rjust(13, b"."), bytearray(b"-42").zfill(6), b.isalpha(), b.islower(), b.isupper(), b.isspace(), b.isalnum(), b.istitle())
print(b.removeprefix(b"hello "), b.removesuffix(b"World"))
b.reverse()
print(b)
b.clear()
print(b, (5).as_integer_ratio(), (7).conjugate(), (-3).numerator, (-3).denominator, True.conjugate())
print(max(3, -5, key=abs), min("pear", "fig", key=len), max("a", "bb", "cc", key=len), max(1, 2.5), min([3, 1], default=0), max(list[int](), default=-1), min(2, 1, key=None))
for word in [("ab", "a"), ("a", "")]:
    try:
        str.maketrans(word[0], word[1])
    except ValueError as error:
        print(error)
try:
    b"x".translate(b"short")
except ValueError as error:
    print(error)
try:
    name = input("Name? ")
    print("hello", name)
    print(repr(sys.stdin.readline()), [line.strip() for line in sys.stdin], repr(sys.stdin.read()))
    input()
except EOFError as error:
    print("end:", error)
