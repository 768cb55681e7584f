# Two of them: coding: klingon, which is the one that counts, and coding: latin-1 too.
print("nuqneH")
