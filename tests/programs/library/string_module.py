import string
from string import Template
print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation)
print(repr(string.whitespace), len(string.ascii_letters), len(string.printable))
print(string.capwords("hello  world foo"), string.capwords("a-b c-d", "-"), string.capwords("  x "))
t = Template("$who likes ${what}s for $$5")
print(t.substitute(who="tim", what="kite"), t.substitute({"who": "ann", "what": "dog"}), t.safe_substitute(who="bob"), t.template)
for bad in (lambda: t.substitute(who="x"),):
    try:
        print(bad())
    except KeyError as error:
        print("KeyError", error)
try:
    Template("bad $ sign").substitute({"a": "b"})
except ValueError as error:
    print(error)
print(Template("bad $ sign $a").safe_substitute(a=1), Template("$a$b").substitute(a=1, b=2.5))
def caesar(text: str, shift: int) -> str:
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    table = str.maketrans(lower + upper, lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift])
    return text.translate(table)
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), 23))
def is_identifier(s: str) -> bool:
    return bool(s) and s[0] in string.ascii_letters + "_" and all(c in string.ascii_letters + string.digits + "_" for c in s)
print([is_identifier(s) for s in ("abc", "a1_", "1a", "", "a-b")], "".join(c for c in "p@ss w0rd!" if c not in string.punctuation + string.whitespace))
