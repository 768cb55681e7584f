for width in (-1, 0, 3, 5, 6, 10):
    print(repr("abcde".ljust(width)), repr("abcde".rjust(width)), repr("abcde".center(width)), repr("abcde".center(width, "*")), repr("abcde".rjust(width, "é")))
for word in ("", "a", "ab", "abc"):
    print([word.center(n, "-") for n in range(7)])
for number in ("42", "-42", "+42", "", "-", "--1", "abc", "+", "4é"):
    print(repr(number), [number.zfill(n) for n in (0, 2, 3, 5)])
print("日本".center(6, "語"), "x".ljust(4, "\U0001f600"), len("x".ljust(4, "\U0001f600")))
try:
    "a".center(5, "")
except TypeError as error:
    print(error)
try:
    "a".ljust(5, "xy")
except TypeError as error:
    print(error)
print("a\tb\tc".expandtabs(), "|", "a\tb".expandtabs(4), "|", "\t".expandtabs(3), "|", "ab\tc\n\td".expandtabs(4), "|", "a\tb".expandtabs(0), "|", "a\tb".expandtabs(-1), "|", "12345678\t9".expandtabs())
