for s in ("hello World", "ABC", "abc", "123", "a1", "", " ", "É", "ab12cd"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.isdigit(), s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower())
print("x".center(7, "*"), "x".ljust(4) + "|", "x".rjust(4), "42".zfill(5), "-42".zfill(5), "abc".center(2), "ab".ljust(5, "."))
print("a\tb".expandtabs(4), "12".isdecimal(), "name_1".isidentifier(), "1name".isidentifier())
