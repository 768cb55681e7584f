"""A name that one case captures and the body of another one assigns to: what each place finds there."""

from dataclasses import dataclass


@dataclass
class Put:
    key: str
    value: int


store: dict[str, bytes] = {}


def find(key: str) -> bytes | None:
    return store.get(key)


def run(words: list[str]) -> str:
    match words:
        case ["GET", key]:
            value = find(key)
            return "nothing" if value is None else f"{len(value)} bytes {value!r}"
        case ["SET", key, value]:
            store[key] = value.encode()
            return value.upper()
        case ["SET", key, value, *rest]:
            store[key] = " ".join([value, *rest]).encode()
            return value
        case ["COUNT"]:
            return f"{len(store)} kept"
        case _:
            return "error"


def of_objects(item: Put | list[int] | str | None) -> str:
    match item:
        case Put(key, value=amount):
            result = amount * 2
            return f"{key} {result}"
        case [first, *result]:
            return f"{first} and {len(result)} more: {sum(result)}"
        case str(result):
            return result * 2
        case None:
            return "nothing"
        case _:
            return "a list of none"


def kept_after(item: int | str) -> str:
    match item:
        case int(number):
            text = "number"
        case str(text):
            number = len(text)
    return f"{text} {number}"


for words in (["SET", "a", "one"], ["GET", "a"], ["GET", "b"], ["SET", "b", "x", "y", "z"], ["GET", "b"], ["COUNT"], []):
    print(run(words))
for item in (Put("p", 4), [1, 2, 3], "ab", None, [7]):
    print(of_objects(item))
empty: list[int] = []
print(of_objects(empty), kept_after(5), kept_after("five"))
