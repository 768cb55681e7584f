"""Literals, with a taste for the edges."""

from __future__ import annotations

from fuzzing.author import Author
from fuzzing.kinds import BOOL, BYTES, FLOAT, INT, STR, Kind

SMALL = [str(number) for number in (0, 1, 2, 3, 4, 5, 7, 8, 10, -1, -2, -3, -7)]
EDGES = ["63", "64", "255", "256", "-128", "65535", "2147483647", "2147483648", "-2147483648", "4294967295", "9007199254740993", "4611686018427387904",
         "9223372036854775807", "-9223372036854775807", "(-9223372036854775807 - 1)", "3037000500", "1000000007", "0xFF", "0b1010", "1_000_000"]
FLOATS = ["0.0", "-0.0", "1.0", "0.5", "1.5", "2.5", "3.5", "-2.5", "0.1", "0.2", "-7.25", "100.0", "1e16", "1e15", "123456789.125", "1e-05", "0.0001", "3.141592653589793",
          "1e100", "5e-324", "9007199254740993.0", "1e22", "-1e-07"]
TEXTS = ["", "a", "b", "abc", "Hello World", "ß", "İx", "é", "日本語", "😀!", "a\nb", "\t x ", "a,b,,c", "123", "-5", "٣", "ﬁn", "ΑΣ", "x=1;y=2", "the quick brown fox", "'\"", "\\n", "0x1f", "1.5", "  pad  ", "ǆ", "Zz"]
BLOBS = ["", "a", "abc", "\x00\xff", "\x80\x81 x", "Hello", "a,b", "  ", "\n\t", "123"]


def literal(author: Author, kind: Kind) -> str:
    """A literal, or a display of literals."""
    random = author.random
    if kind == INT:
        return random.choice(SMALL if author.often(0.75) else EDGES)
    if kind == FLOAT:
        return random.choice(FLOATS)
    if kind == BOOL:
        return random.choice(["True", "False"])
    if kind == STR:
        return repr(random.choice(TEXTS))
    if kind == BYTES:
        return repr(random.choice(BLOBS).encode("latin-1"))
    if kind.shape is not None:
        return kind.shape.construct(author, author.literal)
    return _display(author, kind)


def _display(author: Author, kind: Kind) -> str:
    """The literal of a container or of what is not one type."""
    random = author.random
    if kind.name == "list":
        return f"[{', '.join(author.literal(kind.items[0]) for _ in range(random.randint(1, 4)))}]"
    if kind.name == "set":
        return f"{{{', '.join(author.literal(kind.items[0]) for _ in range(random.randint(1, 4)))}}}"
    if kind.name == "dict":
        return f"{{{', '.join(f'{author.literal(kind.items[0])}: {author.literal(kind.items[1])}' for _ in range(random.randint(1, 3)))}}}"
    if kind.name == "tuple":
        return f"({', '.join(map(author.literal, kind.items))},)"
    if kind.name == "optional":
        return f"maybe({author.simple(BOOL)}, {author.literal(kind.items[0])})"
    if kind.name == "union":
        first, second, *more = random.sample(kind.items, len(kind.items))
        text = f"either({author.simple(BOOL)}, {author.literal(first)}, {author.literal(second)})"
        return text if not more else f"either({author.simple(BOOL)}, {text}, {author.literal(more[0])})"
    if kind.name == "function":
        names = [author.name("p") for _ in kind.items[:-1]]
        return f"(lambda {', '.join(names)}: {author.literal(kind.items[-1])})"
    raise ValueError(f"no literal of {kind}")
