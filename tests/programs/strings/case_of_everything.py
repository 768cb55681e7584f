words = ["hello", "HELLO", "Hello World", "hello-world it's", "straße", "ǅungla", "İstanbul", "ﬁne", "ΑΣ", "ὈΔΥΣΣΕΎΣ", "123abc", "", "aB3cD", "ŉ", "ß"]
for w in words:
    print(repr(w), w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold())
for w in words + ["Aa", "AA", "aa", "A1", "1", " ", "A b", "A B", "ǅ", "A_B"]:
    print(repr(w), w.isupper(), w.islower(), w.istitle(), w.isalpha(), w.isalnum())
print("ß".casefold() == "SS".casefold(), "Σ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower(), "ﬃ".upper(), len("ŉ".upper()))
print(sorted(["banana", "Apple", "cherry", "apple"], key=str.lower), sorted("bAcB", key=str.swapcase), max(["a", "B"], key=str.casefold))
