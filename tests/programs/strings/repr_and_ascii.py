for s in ["plain", "it's", 'say "hi"', 'both \' and "', "tab\t", "new\nline", "cr\r", "nul\0", "\x1b[0m", "back\\slash", "é", "日本", "\U0001f600", "\ud7ff", "\ue000", "\xa0", "\xad", "\u200b", "\u2028", "\x7f", "\x80"]:
    print(repr(s), ascii(s), len(repr(s)), f"{s!r:>12}|")
print([["a'b", "c"], ("d\n",)], {"k\t": "v'"}, {"x\\"}, ("one",))
print(str("x"), repr(repr("x")), repr(str(1.5)), str(None), str(True), str([1, "a"]), str({"a": (1, 2)}), str(b"bytes"))
print("%r %a %s" % ("é'", "é'", "é'"), "{!r} {!a} {!s}".format("é", "é", "é"), f"{'é'!a}")
print(eval_free := "walrus", len(eval_free))
