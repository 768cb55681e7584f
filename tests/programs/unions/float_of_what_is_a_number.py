"""`float(x)` and `complex(x)` of a value that is an int or a float, or a text, as only the running program knows."""


def same(value: object) -> object:
    return value


def as_float(value: int | float | str) -> float:
    return float(value)


for thing in (same(2), same(2.5), same(True), same("3.25"), same(b"4"), same(None)):
    if isinstance(thing, (int, float)):
        print("number", float(thing), float(thing + 0), complex(thing))
    match thing:
        case int() | float():
            print("case number", float(thing) * 2)
        case str() | bytes():
            print("case text", float(thing))
        case _:
            print("case other", thing)

print([as_float(value) for value in (1, -0.0, "1e3", " inf ")])
try:
    print(as_float("one"))
except ValueError as error:
    print(error)


def total(values: list[object]) -> float:
    found = 0.0
    for value in values:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found += float(value)
    return found


print(total([1, 2.5, True, "x", 2**53, -1]))
