samples = ["", "abc", "123", "١٢٣", "²", "½", "Ⅷ", "一", "_x1", "1x", "class", "a b", " ", "\t\n", "\x00", "é", "\u200b", "\U0001f600", "a\n", "\xad", "~", "\x7f"]
print(f"{'text':<12}alnum alpha ascii decim digit ident lower numer print space title upper")
for s in samples:
    flags = [s.isalnum(), s.isalpha(), s.isascii(), s.isdecimal(), s.isdigit(), s.isidentifier(), s.islower(), s.isnumeric(), s.isprintable(), s.isspace(), s.istitle(), s.isupper()]
    print(f"{s!a:<12}" + " ".join(f"{str(f)[0]:^5}" for f in flags))
print("".join(chr(c) for c in range(128) if chr(c).isalnum()))
print([c for c in range(256) if chr(c).isspace()], sum(chr(c).isprintable() for c in range(0x300)), sum(chr(c).isalpha() for c in range(0x500)))
print([int(c) for c in "١٢٣４"], int("１２"), float("１.５"))
