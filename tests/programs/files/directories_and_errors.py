"""Directories: made, listed, renamed, removed; what goes wrong has its class, its number and its file."""

import os
from pathlib import Path

TOP = f"/tmp/yarara-folder-{os.getpid()}-{os.urandom(6).hex()}"


def attempt(what: str, number: int) -> None:
    try:
        if number == 0:
            open(TOP + "/missing.txt")
        elif number == 1:
            open(TOP)
        elif number == 2:
            os.mkdir(TOP)
        elif number == 3:
            os.rmdir(TOP)
        elif number == 4:
            open(TOP + "/a.txt/b")
        elif number == 5:
            open(TOP + "/a.txt", "x")
        elif number == 6:
            os.listdir(TOP + "/a.txt")
        elif number == 7:
            os.remove(TOP + "/none")
        elif number == 8:
            os.stat(TOP + "/none")
        elif number == 9:
            open(TOP, "w")
        elif number == 10:
            os.rename(TOP + "/none", TOP + "/other")
    except OSError as error:
        name = (error.filename or "").replace(TOP, "TOP")
        print(what, type(error).__name__, error.errno, error.strerror, name)


os.mkdir(TOP)
print(os.listdir(TOP), os.path.isdir(TOP), os.path.isfile(TOP), os.path.exists(TOP + "/a.txt"))
with open(TOP + "/a.txt", "w") as file:
    file.write("hello")
print(os.listdir(TOP), os.path.isfile(TOP + "/a.txt"), os.path.getsize(TOP + "/a.txt"), os.stat(TOP + "/a.txt").st_size)
for number, what in enumerate(["missing", "a directory", "there", "not empty", "below a file", "exclusive", "no directory", "remove", "stat", "write", "rename"]):
    attempt(what, number)
try:
    open(TOP + "/a.txt", "rw")
except ValueError as error:
    print("ValueError", error)
try:
    open("", "r")
except FileNotFoundError as error:
    print(error)

os.makedirs(TOP + "/x/y/z")
os.makedirs(TOP + "/x/y/z", exist_ok=True)
os.rename(TOP + "/a.txt", TOP + "/x/y/b.txt")
print(sorted(os.listdir(TOP)), sorted(os.listdir(TOP + "/x/y")))

path = Path(TOP) / "x" / "y"
print(sorted(entry.name for entry in path.iterdir()), path.name, (path / "b.txt").suffix, (path / "b.txt").stem, path.parent == Path(TOP, "x"))
print((path / "b.txt").read_text(), (path / "c.bin").write_bytes(b"\x00\x01\xff"), (path / "c.bin").read_bytes(), (path / "none").exists())
with (open(path / "b.txt")) as file:
    print(file.read())
new = (path / "c.bin").rename(path / "d.bin")
print(new.name, new.is_file(), new.stat().st_size)
print((path / "d.bin").with_suffix(".txt").name, str(Path("a//b/./c/")), Path("/"), Path("a") / "/b", Path("x.tar.gz").stem)
for name in sorted(os.listdir(TOP + "/x/y")):
    entry = os.path.join(TOP, "x", "y", name)
    if os.path.isdir(entry):
        os.rmdir(entry)
    else:
        os.remove(entry)
(path / "none").unlink(missing_ok=True)
path.rmdir()
Path(TOP + "/x").rmdir()
os.rmdir(TOP)
print(os.path.exists(TOP))
