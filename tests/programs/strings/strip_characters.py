s = "  \t hello world \n"
print([s.strip(), s.lstrip(), s.rstrip()], [s.strip(" "), s.lstrip(" \t"), s.rstrip("\n")])
for chars in ("", "h", "held", "xyz", " dlrow", "hello world", None):
    word = "hello world"
    print(repr(chars), word.strip(chars), "|", word.lstrip(chars), "|", word.rstrip(chars))
print("xxx".strip("x") == "", "".strip(), "abcba".strip("ab"), "mississippi".rstrip("ip"), "www.example.com".lstrip("w."), "1.500".rstrip("0").rstrip("."))
print("éaé".strip("é"), "日本日".strip("日"), "a\u2003".rstrip() + "|", "\x1c\x1da\x85\xa0".strip() + "|")
print("TestHook".removeprefix("Test"), "TestHook".removeprefix("Hook"), "BaseTestCase".removesuffix("Case"), "x".removeprefix(""), "abab".removesuffix("ab"), "".removesuffix("a"))
print("spacious".strip("cmowz."), "#....... Section 3.2.1 Issue #32 .......".strip(".#! "), repr("\t\n ".strip()))
