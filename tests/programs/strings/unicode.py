texts = ["ascii", "naïve café", "Größe", "日本語テキスト", "🐍 python 🚀", "mixed é日🐍", "\u200bzero", "a\u0301"]
for text in texts:
    print(text, len(text), text[0], text[-1], text[::-1], text.encode(), len(text.encode("utf-8")), text.upper())
    assert text.encode().decode() == text
    print([ord(character) for character in text][:5], text.find("é"), text.replace("é", "e"), repr(text))
print(texts[1][2] == "\u00e9", texts[7] == "á", "日" < "🐍", "straße".upper(), "ÀÉ".lower(), chr(0x1F40D), ord("🐍"), "ß".islower())
print("日本語".find("語"), "語" in "日本語", "a日b".split("日"), "-".join(["é", "日", "🐍"]), "é" * 3, "日本"[1:], "x🐍y"[1])
print(repr("\x00\x1f\x7f\x80\xa0\xad\u2028\ud7ff\ue000\U0010ffff"), repr("tab\t newline\n quote' \\"), repr('both\' and "'))
