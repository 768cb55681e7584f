"""`*x` in displays, where `x` is a text, a range or an object of a class that is not generic: its items have types as those of any list."""
from collections.abc import Iterator

VOWELS = (*"aeiou",)
MARKS = ("**", "//", *"+-*/%")


class Countdown:
    LIMITS = (*range(3), 10)

    def __init__(self, start: int) -> None:
        self.start = start

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, 0, -1))


class Words(list[str]):
    pass


def spelled(word: str) -> list[str]:
    return [*word, *reversed(word)]


def both(items: str | list[str]) -> list[str]:
    return [*items, "."]


def main(word: str) -> None:
    letters = [*word, "!"]
    print([c.upper() for c in letters], sorted(letters)[0].upper(), len(VOWELS))
    for mark in MARKS:
        print(mark.rjust(3), end="")
    print(Countdown.LIMITS, sum(n * 2 for n in Countdown.LIMITS))
    numbers = {*range(3), *range(10, 12), *Countdown(4)}
    print(sum(n * n for n in numbers), max(numbers) + 1, [n + 1 for n in [*Countdown(3), 9]])
    places = {letter: number for number, letter in enumerate([*word])}
    print(places["b"] + 1, spelled("ab")[3].upper(), [x.title() for x in both("xy") + both(["z"])])
    first, *rest = [*word]
    print(first.upper(), rest[0].upper(), [w.upper() for w in [*Words(["p", "q"])]])
    codes = [n ^ 1 for n in [*b"hi", *bytearray(b"!")]]
    print(codes, [text[0] for text in (*word.split("b"), "end")], [[*row][0].upper() for row in ("one", "two")])
    pairs = [(*pair, 0) for pair in zip(word, range(3))]
    print([(letter.upper(), number + zero) for letter, number, zero in pairs])
    for [a, *others], (*start, last) in [(["p", "q", "r"], (1, 2, 3))]:
        print(a, others, start, last)
    rows: list[list[int]] = [[*range(n)] for n in range(3)]
    *many, rows[0] = [[7], [8], [*range(2)]]
    print(many, rows)


main("abc")
