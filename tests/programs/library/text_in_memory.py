"""`io.StringIO`: reading, writing in the middle, positions, lines."""

import io
from typing import TextIO


def show(file: io.StringIO) -> None:
    print(file.tell(), repr(file.getvalue()))


def count_words(source: TextIO) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in source:
        for word in line.split():
            counts[word] = counts.get(word, 0) + 1
    return counts


def report(out: TextIO, rows: list[tuple[str, int]]) -> None:
    for name, size in rows:
        print(f"{name:<6}|{size:>4}", file=out)
    out.write("end\n")


def main() -> None:
    file = io.StringIO()
    print(file.write("hello "), file.write("wörld\n"))
    show(file)
    print(file.seek(0), file.read(3), file.read(), repr(file.read(5)))
    file.seek(6)
    file.write("W")
    show(file)
    print("a", 1, None, sep="-", end="!\n", file=file)
    show(file)
    file.seek(20)
    file.write("far")
    show(file)
    print(file.truncate(8), file.truncate(100))
    show(file)
    print(file.seek(0, 2), file.seek(0, 1), file.seek(0))
    print(file.readable(), file.writable(), file.seekable(), file.isatty(), file.closed)
    lines = io.StringIO("one\ntwo\n\nfour")
    print([line for line in lines], lines.readline() == "", lines.seek(4), lines.readline(2), lines.readlines())
    lines.seek(0)
    print(lines.readlines(5), lines.read(1))
    lines.writelines(["x", "y"])
    print(repr(lines.getvalue()))
    print(count_words(io.StringIO("a b a\nc a\n")))
    out = io.StringIO()
    report(out, [("ab", 1), ("c", 22)])
    print(out.getvalue(), end="")
    with io.StringIO("inside") as inside:
        print(inside.read())
    for wrong in ("closed", "whence", "negative", "relative", "truncate"):
        try:
            if wrong == "closed":
                inside.read()
            elif wrong == "whence":
                file.seek(0, 5)
            elif wrong == "negative":
                file.seek(-1)
            elif wrong == "relative":
                file.seek(1, 1)
            else:
                file.truncate(-2)
        except (ValueError, OSError) as error:
            print(type(error).__name__, error)


main()
