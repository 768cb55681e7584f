"""Does with a directory of the host what programs do with directories, and prints what comes of it. The paths are those of /data."""

import os
from pathlib import Path

TOP = Path("/data")


def tell(what: str, path: str) -> None:
    try:
        print(what, path, sorted(os.listdir(path)) if what == "list" else Path(path).read_text())
    except OSError as error:
        print(what, path, type(error).__name__, error.errno)


content = bytes(range(256)) * 4000
print(sorted(os.listdir("/data")))
print((TOP / "given.txt").read_text())
(TOP / "made").mkdir()
with open("/data/made/large", "wb") as file:
    for start in range(0, len(content), 70_001):
        file.write(content[start:start + 70_001])
with open("/data/made/large", "rb") as file:
    print(file.read() == content, os.stat("/data/made/large").st_size)
with open("/data/made/large", "r+b") as file:
    file.seek(500_000)
    file.write(b"changed")
    file.truncate(600_000)
os.rename("/data/made/large", "/data/moved")
print(os.path.getsize("/data/moved"), (TOP / "moved").read_bytes()[499_999:500_008])
with open("/data/text", "x") as text:
    text.write("first\n")
with open("/data/text", "a") as text:
    text.write("second \u00e9\n")
tell("read", "/data/text")
for what, path in [("list", "/data/made"), ("read", "/data/link/inner"), ("read", "/data/none"), ("list", "/data/given.txt"), ("read", "/data/given.txt/x"),
                   ("read", "/data/made"), ("read", "/data/outside")]:
    tell(what, path)
try:
    open("/data/text", "x")
except FileExistsError as error:
    print(error.errno)
try:
    os.rmdir("/data/link")
except OSError as error:
    print(error.errno)
os.remove("/data/text")
os.rmdir("/data/made")
print(sorted(os.listdir("/data")))
