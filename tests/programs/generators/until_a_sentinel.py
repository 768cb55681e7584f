"""`iter(function, sentinel)`."""

from typing import Iterator


class Source:
    def __init__(self) -> None:
        self.n = 0

    def read(self) -> str:
        self.n += 1
        return "x" * self.n if self.n < 4 else ""

    def number(self) -> int:
        self.n += 1
        return self.n


s = Source()
for chunk in iter(s.read, ""):
    print(chunk)
it: Iterator[int] = iter(Source().number, 5)
print(next(it), list(it), list(it))
print(sum(iter(Source().number, 10)), [c.upper() for c in iter(Source().read, "")])
