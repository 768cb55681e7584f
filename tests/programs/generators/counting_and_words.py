"""Plain generators: what they yield, one item at a time or all at once."""

from typing import Iterable, Iterator


def count(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def words(text: str) -> Iterator[str]:
    for word in text.split():
        if word.startswith("#"):
            return
        yield word.upper()


def chunks(items: Iterable[int], size: int) -> Iterator[list[int]]:
    current: list[int] = []
    for item in items:
        current.append(item)
        if len(current) == size:
            yield current
            current = []
    if current:
        yield current


def naturals() -> Iterator[int]:
    n = 0
    while True:
        yield n
        n += 1


def nothing() -> Iterator[str]:
    return
    yield "never"


for x in count(5):
    print(x, end=" ")
print(sum(count(1000)), max(count(7)), 3 in count(9), sorted(count(4), reverse=True))
print(list(words("a b c # d")), "-".join(words("x y")), tuple(words("")))
for chunk in chunks(range(7), 3):
    print(chunk)
for chunk in chunks(count(4), 2):
    print(chunk)
for n in naturals():
    if n % 7 == 6:
        print("stopped at", n)
        break
else:
    print("never")
for text in nothing():
    print(text)
else:
    print("nothing came")
first, second = count(2)
print(first, second)
w = words("hello big world")
print(next(w), next(w), next(w, "?"), next(w, "?"), next(w, "?"))
try:
    next(w)
except StopIteration as stop:
    print("stopped", stop.value, stop.args)
print({n: n * n for n in count(4)}, [a + b for a in words("p q") for b in words("r s")])
