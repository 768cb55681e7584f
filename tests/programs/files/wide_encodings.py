"""Files in UTF-16, UTF-32 and UTF-8 with a mark: written in pieces, read whole, by lines, by characters, and appended to."""

import os

NAME = f"/tmp/yarara-wide-{os.getpid()}-{os.urandom(6).hex()}.txt"

for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "UTF_16"):
    print(encoding)
    with open(NAME, "w", encoding=encoding) as file:
        print(file.write("héllo\n"), file.write(""), file.write("wörld 𝄞\nend"))
    with open(NAME, "rb") as raw:
        data = raw.read()
    print(len(data), data[:12])
    with open(NAME, encoding=encoding) as file:
        print([line for line in file], file.read())
    with open(NAME, encoding=encoding) as file:
        print(repr(file.read(3)), repr(file.readline()), repr(file.readline()), repr(file.read()), repr(file.read(2)))
        print(file.seek(0), repr(file.read(5)))
    with open(NAME, "a", encoding=encoding) as file:
        file.write("\nmore")
    with open(NAME, encoding=encoding) as file:
        print(file.read().split("\n"))

with open(NAME, "w", encoding="utf-16", newline="\r\n") as file:
    file.writelines(["one\n", "two\n"])
with open(NAME, encoding="utf-16", newline="") as file:
    print(file.readlines())
with open(NAME, "wb") as raw:
    raw.write("a\rb\r\nc\n".encode("utf-16-be"))
with open(NAME, encoding="utf-16-be") as file:
    print(file.readlines())
with open(NAME, encoding="utf-16-be") as file:
    print(repr(file.read(4)), repr(file.read()))
with open(NAME, "wb") as raw:
    raw.write(b"\xfe\xff" + "big".encode("utf-16-be"))
with open(NAME, encoding="utf-16") as file:
    print(file.read())
with open(NAME, "w", encoding="utf-8") as file:
    file.write("no mark")
with open(NAME, encoding="utf-8-sig") as file:
    print(file.read())
with open(NAME, "w", encoding="utf-16", errors="replace") as file:
    file.write("lone \ud800 surrogate")
with open(NAME, encoding="utf-16") as file:
    print(file.read())
with open(NAME, "wb") as raw:
    raw.write(b"\xff\xfea")
try:
    with open(NAME, encoding="utf-16") as file:
        print(file.read())
except UnicodeDecodeError as error:
    print(type(error).__name__, error.reason)
print("mark".encode("utf-8-sig"), b"\xef\xbb\xbfmark".decode("utf-8-sig"), b"none".decode("utf_8_sig"), "é".encode("utf-8-sig"))
os.remove(NAME)
