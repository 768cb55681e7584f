s = "Hello, world"
print(s[0], s[-1], s[4], len(s), s[1:4], s[:5], s[7:], s[-5:], s[:-7], s[::2], s[::-1], s[8:2:-2], s[3:3], s[5:100], s[-100:3])
print("a" + "b" * 3 + "" * 5, "ab" * 0, 3 * "xy", "=" * 20)
for i in (12, -13):
    try:
        print(s[i])
    except IndexError as error:
        print(error)
for character in "abc":
    print(character, ord(character), end=";")
print()
print("ell" in s, "xyz" in s, "" in s, "z" not in s, "abc" < "abd", "Z" < "a", "" < "a", "abc" <= "abc", "b" > "abc", max("hello"), sorted("hello"))
print(list("abc"), tuple("xy"), "".join(reversed("abc")), [c.upper() for c in "ab c" if c != " "])
