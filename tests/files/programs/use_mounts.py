# What a program sees of the directories that it was given: /data (to write), /fixed (perhaps only to read).
import os
import sys
from pathlib import Path


def attempt(what: str) -> None:
    try:
        if what == "missing":
            open("/data/none.txt")
        elif what == "beside":
            open("/elsewhere/file")
        elif what == "make":
            open("/new.txt", "w")
        elif what == "folder":
            os.mkdir("/folder")
        elif what == "across":
            os.rename("/data/large", "/fixed/large")
        elif what == "directory":
            open("data/..//data")
        elif what == "fixed":
            open("/fixed/file", "w").write("changed")
        print(what, "done")
    except OSError as error:
        print(what, type(error).__name__, error.errno, error.filename)


print(sorted(os.listdir("/")), os.getcwd(), os.path.isdir("/data"), os.path.exists("/none"))
print(open("fixed/file").read(), sorted(os.listdir("/fixed")))
for what in ["missing", "beside", "make", "folder", "across", "directory", *sys.argv[1:]]:
    attempt(what)
length = 0
with open("/data/large", "rb") as source, open("/data/copy", "wb") as target:
    while piece := source.read(100_001):
        length += len(piece)
        target.write(piece)
print(length, os.path.getsize("/data/copy"))
Path("/data/./sub/../text").write_text("späte Grüße\n")
print(Path("/data/text").read_text(), end="")
