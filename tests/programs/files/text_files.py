"""Text files: written, read whole, by lines, in pieces; positions; newlines; errors."""

import os

NAME = f"/tmp/yarara-text-{os.getpid()}-{os.urandom(6).hex()}.txt"

with open(NAME, "w") as file:
    print(file.write("first\n"), file.write("zweite Zeile: äöü €\n"), file.write("𝄞 third"), file.mode, file.closed)
    print("printed", 1, 2.5, file=file)
    file.writelines(["a\n", "b\n"])
print(file.closed, os.path.getsize(NAME))

with open(NAME) as file:
    print(repr(file.read()))
    print(repr(file.read()))
with open(NAME) as file:
    for number, line in enumerate(file):
        print(number, repr(line))
with open(NAME, encoding="utf-8") as file:
    print(repr(file.readline()), repr(file.read(9)), repr(file.read(8)), repr(file.readline()))
    print(file.readlines())
    file.seek(0)
    print(repr(file.read(3)), repr(file.read(0)), len(file.read(1000)))

with open(NAME, "a") as file:
    file.write("appended\n")
with open(NAME, "r+") as file:
    file.write("FIRST")
    file.seek(0, 2)
    file.write("end")
lines = [line.rstrip("\n") for line in open(NAME)]
print(lines)

with open(NAME, "wb") as raw:
    raw.write(b"unix\nwindows\r\nmac\rlast\r\n\r")
print(repr(open(NAME).read()))
print(list(open(NAME)))
print(repr(open(NAME, newline="").read()))
pieces = []
with open(NAME) as file:
    while piece := file.read(5):
        pieces.append(piece)
print(pieces)
with open(NAME, "w", newline="\r\n") as file:
    file.write("one\ntwo\n")
print(open(NAME, "rb").read())

with open(NAME, "w", encoding="latin-1") as file:
    file.write("é")
print(open(NAME, "rb").read(), open(NAME, encoding="latin-1").read())
try:
    open(NAME).read()
except UnicodeDecodeError as error:
    print(error.reason, error.start)
print(repr(open(NAME, errors="replace").read()))

big = "".join(f"line {i} of a longer file, ä\n" for i in range(3000))
with open(NAME, "w") as file:
    file.write(big)
with open(NAME) as file:
    print(file.read() == big)
with open(NAME) as file:
    print("".join(line for line in file) == big, sum(1 for _ in open(NAME)))
with open(NAME) as file:
    text = ""
    while part := file.read(777):
        text += part
    print(text == big)

file = open(NAME)
file.close()
file.close()
try:
    file.read()
except ValueError as error:
    print("ValueError", error)
for mode in ("r", "w"):
    try:
        if mode == "r":
            open(NAME, "r").write("x")
        else:
            open(NAME, "w").read()
    except OSError as error:
        print(type(error).__name__, error)
os.remove(NAME)
