"""`"..." % values`: a plain format that is written down is taken apart while compiling, and shows what the runtime shows for the same format in a variable."""

from __future__ import annotations

from enum import Enum


class Color(Enum):
    RED = 1


class Named:
    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        print("asked", self.name)
        return f"<{self.name}>"

    def __repr__(self) -> str:
        return f"Named({self.name!r})"


class Silent:
    def __repr__(self) -> str:
        raise ValueError("no text")


def value(number: int) -> int:
    print("evaluated", number)
    return number


def numbers(n: int, x: float) -> None:
    print("%d|%5d|%-5d|%05d|%x|%X|%08x|%-6x|%4d%%" % (n, n, n, n, n, n, n, n, n))
    print("%f|%.2f|%8.3f|%-9.1f|%09.2f|%e|%.3e|%g|%.3g|%12.4e|%-12g|%012g" % (x, x, x, x, x, x, x, x, x, x, x, x))
    print("%s and %s, %10s, %-10s, %.2s|" % (n, x, n, x, x))
    variable = "%d|%5d|%-5d|%05d|%x|%X|%08x"
    print(variable % (n, n, n, n, n, n, n) == "%d|%5d|%-5d|%05d|%x|%X|%08x" % (n, n, n, n, n, n, n))
    print("%+d|% d|%#x|%i|%.5d|%o|%c|%r|%-05d|%*d|%+.2f" % (n, n, n, n, n, n & 511, "c", n, n, 7, n, x))
    print("%d %5.1f %x" % (2.75, n, True), "%d" % True, "%s" % True, "%5s|" % None, "%f" % n)


def main() -> None:
    for n in (0, 7, -42, 123456, 9223372036854775807, -9223372036854775808):
        for x in (0.0, -0.0, 3.14159, -2.5, 1e300, 1e-7, float("inf"), float("-inf"), float("nan")):
            numbers(n, x)
    print("%s: %s" % (Named("a"), Named("b")), "%s" % Named("c"), "%r" % Named("d"), "%s" % [Named("e")], "%8s|%-8s|" % (Named("f"), Color.RED))
    print("%s" % {"a": 1}, "%s" % [1, 2], "%s" % "text", "%%", "%%" % (), "100%% of %s" % "it", "%s%s" % ("é", "€"), "%3s|%.1s" % ("é", "€uro"))
    print("%d-%d" % (value(1), value(2)), "%(name)s" % {"name": 3}, "no conversion" % ())
    maybe: str | None = None
    print("%s" % maybe, "%s %s" % (maybe, 1))
    for wrong in range(5):
        try:
            if wrong == 0:
                print("%s" % Silent())
            elif wrong == 1:
                print("%d %s" % (1, Silent()))
            elif wrong == 2:
                print("%d and %q" % (1, 2))  # type: ignore[str-format]
            elif wrong == 3:
                print("%d" % "text")  # type: ignore[str-format]
            else:
                print("%d %d" % (1,))  # type: ignore[str-format]
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    text = "%s"
    text %= "put in"
    print(text)


if __name__ == "__main__":
    main()
