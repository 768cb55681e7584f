"""A call of what returns nothing has a value like any other: None."""

from collections.abc import Iterator


def note(number: int) -> None:
    print("note", number)


def numbers() -> Iterator[int]:
    yield 1


def all_numbers() -> Iterator[int]:
    print((yield from numbers()))


def given(value: object) -> None:
    print(value)


[note(number) for number in range(3)]
print([note(number) for number in range(2)], {letter: print(letter) for letter in "ab"}, (note(6), 1))
result = note(5)
print(result, result is None, f"{note(8)}")
print(print("inside"), None is print("asked"), note(1) or "instead", note(2) == None)
seen: set[int] = set()
print([number for number in [1, 2, 1, 3, 2] if not (number in seen or seen.add(number))])
print(list(all_numbers()), any(print(number) for number in range(2)))
given(note(7))
items = [3, 1, 2]
print(items.sort(), items)
if not print("condition"):
    print("None is false")
for nothing in [print("item")]:
    print(nothing)
first = second = items.append(4)
print(first, second, [items.append(5), items])
