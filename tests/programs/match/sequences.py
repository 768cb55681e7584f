"""Sequence patterns: fixed, starred, nested; lists, tuples of any and of known length; str is no sequence here."""


def head(items: list[int]) -> str:
    match items:
        case []:
            return "empty"
        case [x]:
            return f"one: {x}"
        case [0, second]:
            return f"zero and {second}"
        case [first, _, third]:
            return f"three: {first}, {third}"
        case [1, *rest]:
            return f"one and {rest}"
        case [*front, 9]:
            return f"{front} and nine"
        case (first, *middle, last):
            return f"{first}, {middle}, {last}"
        case _:
            return "?"


def command(line: str) -> str:
    match line.split():
        case ["go", ("north" | "south" | "east" | "west") as direction]:
            return f"going {direction}"
        case ["take", item]:
            return f"taking {item}"
        case ["take", *items]:
            return f"taking {len(items)} things: {', '.join(items)}"
        case ["quit" | "exit"]:
            return "bye"
        case [verb, *_] if verb.startswith("x"):
            return "mysterious"
        case []:
            return "nothing"
        case _:
            return f"cannot {line!r}"


def point(p: tuple[int, int]) -> str:
    match p:
        case (0, 0):
            return "origin"
        case (0, y):
            return f"on the y axis at {y}"
        case (x, 0):
            return f"on the x axis at {x}"
        case x, y if x == y:
            return f"on the diagonal at {x}"
        case (x, y):
            return f"{x},{y}"


def mixed(value: tuple[str, int, float]) -> str:
    match value:
        case ("a", n, x):
            return f"a {n} {x}"
        case (name, *numbers):
            return f"{name} {numbers}"


def nested(pairs: list[tuple[str, list[int]]]) -> str:
    match pairs:
        case [(name, [first, *_]), *_]:
            return f"{name} starts with {first}"
        case [(name, []), *others]:
            return f"{name} is empty, {len(others)} more"
        case _:
            return "no pairs"


def shape(numbers: tuple[int, ...]) -> str:
    match numbers:
        case ():
            return "no dimension"
        case (n,):
            return f"a vector of {n}"
        case (rows, columns):
            return f"{rows}x{columns}"
        case (*_, last):
            return f"many, the last {last}"
    return "never"


for items in ([], [5], [0, 7], [1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 9], [2, 3, 4, 5], [4, 4]):
    print(items, head(items))
for line in ("go north", "go up", "take lamp", "take lamp and key", "exit", "xyzzy now", "", "sing"):
    print(command(line))
for p in ((0, 0), (0, 3), (4, 0), (5, 5), (1, 2)):
    print(point(p))
print(mixed(("a", 1, 2.5)), mixed(("b", 1, 2.5)))
print(nested([("x", [1, 2])]), nested([("y", []), ("z", [1])]), nested([]))
print(shape(()), shape((3,)), shape((3, 4)), shape((3, 4, 5)))
