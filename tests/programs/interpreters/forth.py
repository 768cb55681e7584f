"""A small Forth: words, control flow by recursion into token lists, user definitions."""
from __future__ import annotations

from typing import Callable


class ForthError(Exception):
    pass


class Forth:
    def __init__(self) -> None:
        self.stack: list[int] = []
        self.out: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.variables: dict[str, int] = {}
        self.primitives: dict[str, Callable[[], None]] = {
            "dup": lambda: self.push(self.stack[-1]),
            "drop": self.drop,
            "swap": self.swap,
            "over": lambda: self.push(self.stack[-2]),
            ".": lambda: self.out.append(str(self.pop())),
            "cr": lambda: self.out.append("\n"),
            "+": lambda: self.binary(lambda a, b: a + b),
            "-": lambda: self.binary(lambda a, b: a - b),
            "*": lambda: self.binary(lambda a, b: a * b),
            "/": lambda: self.binary(lambda a, b: a // b),
            "mod": lambda: self.binary(lambda a, b: a % b),
            "=": lambda: self.binary(lambda a, b: -(a == b)),
            "<": lambda: self.binary(lambda a, b: -(a < b)),
        }

    def push(self, n: int) -> None:
        self.stack.append(n)

    def pop(self) -> int:
        if not self.stack:
            raise ForthError("stack underflow")
        return self.stack.pop()

    def drop(self) -> None:
        self.pop()

    def swap(self) -> None:
        a, b = self.pop(), self.pop()
        self.stack += [a, b]

    def binary(self, f: Callable[[int, int], int]) -> None:
        b, a = self.pop(), self.pop()
        self.push(f(a, b))

    def run(self, source: str) -> str:
        self.out.clear()
        try:
            self.execute(source.lower().split())
        except (ForthError, ZeroDivisionError, IndexError) as error:
            self.out.append(f"! {type(error).__name__}: {error}")
            self.stack.clear()
        return " ".join(self.out)

    def matching(self, tokens: list[str], at: int, opener: str, closers: tuple[str, ...]) -> int:
        depth = 0
        while at < len(tokens):
            if tokens[at] == opener:
                depth += 1
            elif tokens[at] in closers and depth == 0:
                return at
            elif tokens[at] == closers[-1]:
                depth -= 1
            at += 1
        raise ForthError(f"no {closers[-1]}")

    def execute(self, tokens: list[str]) -> None:
        i = 0
        while i < len(tokens):
            word = tokens[i]
            if word == ":":
                end = tokens.index(";", i)
                self.words[tokens[i + 1]] = tokens[i + 2:end]
                i = end
            elif word == "if":
                then = self.matching(tokens, i + 1, "if", ("then",))
                middle = self.matching(tokens, i + 1, "if", ("else", "then"))
                if self.pop():
                    self.execute(tokens[i + 1:middle])
                elif middle != then:
                    self.execute(tokens[middle + 1:then])
                i = then
            elif word == "do":
                end = self.matching(tokens, i + 1, "do", ("loop",))
                start, limit = self.pop(), self.pop()
                for n in range(start, limit):
                    self.execute([str(n) if t == "i" else t for t in tokens[i + 1:end]])
                i = end
            elif word in self.words:
                self.execute(self.words[word])
            elif word in self.primitives:
                self.primitives[word]()
            else:
                try:
                    self.push(int(word))
                except ValueError:
                    raise ForthError(f"{word} ?") from None
            i += 1


forth = Forth()
for line in (": square dup * ;", "7 square .", ": fact dup 1 < if drop 1 else dup 1 - fact * then ;", "10 fact .", "5 0 do i square . loop", ": sign dup 0 < if drop -1 else 0 = if 0 else 1 then then ;", "-5 sign . 0 sign . 9 sign .", "1 2 swap over . . .", "+", "1 0 /", "what", "3 4 = . 4 4 = . 17 5 mod ."):
    print(line, "=>", forth.run(line))
print(sorted(forth.words), forth.stack)
