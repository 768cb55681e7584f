s = "abracadabra"
print(s.find("bra"), s.find("bra", 2), s.find("x"), s.rfind("bra"), s.index("cad"), s.count("a"), s.count("abra"), s.count(""))
print(s.startswith("abra"), s.endswith("bra"), s.startswith("bra", 1), s.startswith(("x", "ab")), s.endswith(""))
print(s.replace("a", "A"), s.replace("abra", ""), s.replace("a", "o", 2), s.replace("", "-"), s.replace("zz", "y"))
print(s.partition("cad"), s.partition("zz"), s.rpartition("bra"), s.removeprefix("abra"), s.removesuffix("bra"), s.removeprefix("x"))
try:
    s.index("zebra")
except ValueError as error:
    print(error)
print(s.find("a", 1, 3), s.rfind("a", 0, -1), s.count("a", 3), s.find(""), s.rfind(""))
