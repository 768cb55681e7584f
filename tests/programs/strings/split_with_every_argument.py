samples = ["", " ", "a", "a b c", "  a  b  c  ", "a,b,,c,", ",", ",,", "a\tb\nc\r\nd\x0be\x0cf", "one  two"]
for s in samples:
    print(repr(s), s.split(), s.rsplit(), s.split(None, 1), s.rsplit(None, 1), s.split(maxsplit=0), s.rsplit(maxsplit=2))
for s in samples:
    print(repr(s), s.split(","), s.rsplit(","), s.split(",", 1), s.rsplit(",", 1), s.split(sep=",", maxsplit=-1))
print("a--b--c".split("--"), "a--b--c".rsplit("--", 1), "a---b".split("--"), "a---b".rsplit("--"), "abc".split("abc"), "aXbxc".split("x"))
for bad in (lambda: "a b".split(""), lambda: "a b".rsplit("", 1), lambda: "a".partition(""), lambda: "a".rpartition("")):
    try:
        print(bad())
    except ValueError as error:
        print(error)
for s in ("a=b=c", "=", "abc", "", "==", "key=value"):
    print(s.partition("="), s.rpartition("="), s.partition("=="))
lines = "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\x85eight\u2028nine\u2029ten"
print(lines.splitlines(), lines.splitlines(True)[:4], len(lines.splitlines(keepends=True)))
print("".splitlines(), "\n".splitlines(), "a\n\nb".splitlines(), "a\n".splitlines(), "\r\n\n".splitlines(True))
print("\u3000wide\u2003space\xa0s".split(), "x\x1fy".split(), "a\u200bb".split())
