print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, repr("" * 10), "é" * 4, "\U0001f600" * 2, "-" * 20)
pairs = [("", ""), ("a", "b"), ("a", "a"), ("a", "aa"), ("Z", "a"), ("é", "z"), ("\U0001f600", "\uffff"), ("abc", "abd"), ("10", "9"), ("a\0", "a")]
for a, b in pairs:
    print(repr(a), repr(b), a < b, a <= b, a == b, a != b, a >= b, a > b)
print(sorted(["b", "", "B", "ab", "a", "é", "日", "10", "9"]), min("hello"), max("hello"), min(["bb", "a"], key=len), "a" < "b" < "c", "a" < "c" < "b")
print("b" in "abc", "" in "", "ac" in "abc", "abc" not in "ab", "é" in "caf\u00e9", "e" in "é")
s = "x"
s += "y"
s *= 3
print(s, s[0] is not None, s[::-1], s[1:-1:2], s[10:], s[-3:], s[:0] + "|")
for i in (6, -7):
    try:
        s[i]
    except IndexError as error:
        print(i, error)
print("a" "b" 'c', """multi
line""", r"raw\n", "tab\there", 'quote"s', "it's", "\x41\u00e9\N{BULLET}\101")
