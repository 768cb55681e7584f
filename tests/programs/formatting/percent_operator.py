"""`%` on text: flags, widths, precisions, names, errors."""
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: float


class Named:
    def __str__(self) -> str:
        return "str of it"

    def __repr__(self) -> str:
        return "<it>"


print("%d items, %s, %r" % (3, "text", "quoted"))
print("[%5d] [%-5d] [%05d] [%+d] [% d] [%+05d] [%.4d] [%8.4d] [%08.4d]" % (42, 42, 42, 42, 42, -42, 42, 42, 42))
print("%x %X %o %#x %#X %#o %#06x %x" % (255, 255, 8, 255, 255, 8, 10, -255))
print("%f %.2f %8.3f %-8.1f| %08.2f %+f %e %.3E %g %G" % (3.14159, 2.5, 2.0, 1.25, -3.5, 1.0, 12345.678, 0.00012, 1e20, 1e-10))
print("%g %g %#g %.0f %5.1f%%" % (100000, 1000000, 1.5, 2.5, 99.5))
print("%c%c%c %s" % (72, "i", 0x1F600, None))
print("%10s|%-10s|%.2s|%10.3s|%a" % ("abc", "abc", "abcdef", "abcdef", "é"))
print("%*d|%-*d|%.*f|%*.*f" % (6, 42, 6, 42, 2, 3.14159, 8, 1, 2.55))
print("%(name)s is %(age)03d, %(name)r %%" % {"name": "Ada", "age": 36})
print("%(a)s %(b).1f" % {"a": 1, "b": 2.25}, "%s" % {"k": 1})
print("%s and %r" % (Named(), Named()), "%s" % Named(), "%s" % [1, 2], "%s" % 2.0, "%d" % 3.99, "%i" % True)
print("%d;%.1f" % Point(1, 2.5), "%s" % ((1, 2),), "%f %f %F" % (float("inf"), float("-nan"), float("inf")), "%06f" % float("-inf"))
name = "template"
template = "%-" + str(len(name) + 2) + "s|"
print(template % name, ("%d " * 3) % (1, 2, 3))
row: tuple[int, ...] = tuple(range(3))
print("%d-%d-%d" % row)
message = "a %s"
message %= "b"
print(message)
maybe: str | None = None if len(name) > 3 else "x"
print("maybe %s" % maybe)
for text, values in [("%d %d", (1,)), ("%d", (1, 2)), ("%", (1,)), ("%y", (1,)), ("%d", ("x",)), ("%x", ("y",)), ("%f", ("z",)), ("%c", ("ab",)), ("%(n", (1,)), ("%(n)s", (1,)), ("%*d", ("a", 1))]:
    try:
        print(text % values)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    print(("%(missing)s" + name) % {"name": 1})
except KeyError as error:
    print("KeyError", error)
print(b"%d %s %b %c %a %5.1f|%-6x|" % (5, b"raw", b"more", 65, "é", 2.5, 255), b"%s" % b"one")
item: object = "text"
try:
    print(b"%s" % (item,))
except TypeError as error:
    print(error)
