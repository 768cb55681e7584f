"""`text += piece` in loops goes on in the same place, where nobody else has the text; whoever read it keeps what he read."""

import io
from collections.abc import Iterator


def whole(count: int) -> str:
    text = ""
    for i in range(count):
        text += chr(97 + i % 26)
    return text


def written_out(count: int) -> str:
    text = ""
    while len(text) < count:
        text = text + "ab"
        if text.endswith("b") and text[-1] == "b" and text != "x":
            text += "c"
    return text


def kept(count: int) -> list[str]:
    text, found = "", list[str]()
    for i in range(count):
        before = text
        text += f"{i},"
        if i % 20 == 0:
            found.append(before)
            found.append(text)
    return found


def as_keys(count: int) -> dict[str, int]:
    text, lengths = "", dict[str, int]()
    for i in range(count):
        text += "k"
        lengths[text] = len(text)
        if text in lengths:
            text += "!"
        lengths[text] = -i
    return lengths


def doubled() -> str:
    text = "ab"
    for _ in range(8):
        text += text
        text = text + text[1:3]
        text += (text := text + "w")
    return text


def over_itself(text: str) -> str:
    for letter in text:
        text += letter.upper()
        for other in text[:2]:
            text += other
    return text


def wider() -> str:
    text = ""
    for code in [0x61, 0xE9, 0x3B1, 0x1F40D]:
        for _ in range(70):
            text += chr(code)
    return text


class Keeper:
    def __init__(self) -> None:
        self.kept: list[str] = []

    def __radd__(self, other: str) -> str:
        self.kept.append(other)
        if len(self.kept) % 2 == 0:
            raise ValueError("even")
        return other + "?"


def added_to_by_others() -> list[str]:
    keeper, text = Keeper(), "s" * 70
    for _ in range(6):
        text += "1"
        try:
            text += keeper
        except ValueError as error:
            text += str(error)
    return [*keeper.kept, text]


def failing(text: str) -> str:
    for i in range(100):
        try:
            text += str(10 // (i % 3))
        except ZeroDivisionError:
            text += "/"
        finally:
            text += ";"
    return text


def steps() -> Iterator[str]:
    text = ""
    for i in range(90):
        text += "y"
        if i % 30 == 29:
            yield text
    text += "end"
    yield text


def shown() -> str:
    text, out = "", io.StringIO()
    for i in range(100):
        text += "o"
        if i % 33 == 0:
            out.write(text + "|")
            print(text, end="|")
    print()
    return out.getvalue()


def nested() -> str:
    text = "<"

    def more() -> None:
        nonlocal text
        text += "n"

    for _ in range(80):
        more()
        text += "m"
    return text


def begun_anew() -> list[str]:
    lines, line = list[str](), ""
    for i in range(400):
        line += str(i)
        if len(line) > 100:
            lines.append(line)
            line = ""
        elif not line or line == "x":
            line += "never"
    copies = [line := line + "z" for _ in range(3)]
    return [*lines, line, *copies]


text = whole(1000)
print(len(text), text[:30], text[-5:], hash(text) == hash(whole(1000)), text == whole(1000), {text: 1}[whole(1000)])
print(len(written_out(500)), written_out(70))
print(kept(100))
print(sorted((len(key), value) for key, value in as_keys(100).items())[-5:], len(as_keys(100)))
print(doubled())
print(over_itself("a long text, to be read while it grows, letter by letter, beyond sixty-four"))
print(wider())
print(*added_to_by_others(), sep="\n")
print(failing(""), failing("s" * 100))
print([len(part) for part in steps()], list(steps())[1])
print(shown())
print(nested())
print(begun_anew())
print(len(whole(1_000_000)))
