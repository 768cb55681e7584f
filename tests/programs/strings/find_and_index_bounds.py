text = "the theme of the thesis"
for start, end in [(0, None), (1, None), (-10, None), (0, 5), (5, 2), (100, None), (0, -1), (-100, 100), (4, 4)]:
    print(start, end, text.find("the", start, end), text.rfind("the", start, end), text.count("the", start, end), text.find("", start, end), text.rfind("", start, end))
for needle in ("", "t", "the", "thesis", "thesis!", "\0", "é"):
    print(repr(needle), text.find(needle), text.rfind(needle), text.count(needle), needle in text)
for method in ("index", "rindex"):
    for needle in ("of", "off"):
        try:
            print(method, text.index(needle) if method == "index" else text.rindex(needle))
        except ValueError as error:
            print(method, needle, error)
print(text.startswith("theme", 4), text.startswith("theme", 4, 8), text.startswith(("x", "the"), 13), text.endswith("s", 0, -1), text.endswith(("is", "si"), -3), text.startswith((), 0))
print("aaaa".count("aa"), "aaaa".replace("aa", "b"), "aaaa".find("aa", 1), "aaaa".rfind("aa", 0, 3), "ababab".count("aba"), "".count(""), "".find(""), "".find("a"))
wide = "日本語テキスト日本"
print(wide.find("日本"), wide.rfind("日本"), wide.count("本"), wide.find("ト"), wide.index("語", 1), wide[wide.index("テ"):], wide.find("x"))
mixed = "aé\u4e2d\U0001f600é"
print([mixed.find(c) for c in mixed], [mixed.rfind(c) for c in mixed], [ord(c) for c in mixed], len(mixed), mixed.count("é"))
