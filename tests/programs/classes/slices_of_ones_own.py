from typing import overload


class Text:
    """Letters that can be cut."""

    def __init__(self, letters: str) -> None:
        self.letters = letters

    @overload
    def __getitem__(self, key: int) -> str: ...
    @overload
    def __getitem__(self, key: slice) -> "Text": ...

    def __getitem__(self, key: int | slice) -> "str | Text":
        if isinstance(key, slice):
            return Text(self.letters[key])
        return self.letters[key]

    def __setitem__(self, key: slice, value: str) -> None:
        start, stop, step = key.indices(len(self.letters))
        print("set", key, start, stop, step)
        self.letters = self.letters[:start] + value + self.letters[stop:]

    def __delitem__(self, key: slice) -> None:
        print("del", key)
        self[key] = ""

    def __repr__(self) -> str:
        return f"Text({self.letters!r})"


class Log:
    def __getitem__(self, key: slice) -> str:
        return f"{key.start}..{key.stop} by {key.step}"


text = Text("abcdefgh")
print(text[2], text[1:3], text[::-1], text[-3:], text[2:7:2][1])
text[1:3] = "XYZ"
print(text)
del text[:2]
print(text)
log = Log()
print(log[1:], log[:2], log[::3], log[:], log[-1:5:2])
