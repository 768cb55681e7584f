# seen with encodings that have a state only
import os

with open("difference.txt", "wb") as raw:
    raw.write(b"one\r\ntwo\r\n")
with open("difference.txt") as file:
    print(repr(file.read(4)), file.tell() == 5)
os.remove("difference.txt")
