"""Where the `else` of a loop without `break` leaves the function, nothing that follows is ever run."""

from collections.abc import Iterator


def first_items(count: int) -> list[int]:
    for i in range(count):
        print("item", i)
    else:
        return [1]
    return [0][0:][0::1]


def run_down(n: int) -> list[int]:
    while n > 0:
        n -= 1
    else:
        return [n]
    return [0][0:][0::1]


def search(words: list[str], wanted: str) -> str:
    for word in words:
        if word.startswith(wanted):
            found = word
            break
    else:
        raise LookupError(wanted)
    return found.upper()


def countdown(n: int) -> Iterator[int]:
    while n:
        yield n
        n -= 1


def total(n: int) -> int:
    result = 0
    for i in countdown(n):
        result += i
    else:
        return result
    return [i for i in [0][1:]][0]


def nested(rows: list[list[int]]) -> int:
    for row in rows:
        for item in row:
            if item < 0:
                break
        else:
            continue
        return item
    else:
        return 0
    return [-1][0]


print(first_items(2), first_items(0), run_down(3))
print(search(["abc", "bcd"], "b"))
try:
    search(["abc"], "x")
except LookupError as error:
    print("not found:", error)
print(total(4), nested([[1, 2], [3, -4]]), nested([[1]]))
