"""What is equal to an int, or to text, need not be one: mypy takes it for one behind `==`, `in` and patterns that are values."""


class Anything:
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return "anything"


class Holder:
    def __init__(self, value: object) -> None:
        self.value = value

    def show(self) -> None:
        if self.value == 1:
            print("equal", self.value)
        match self.value:
            case 1:
                print("one", self.value)
            case "a" | b"b":
                print("letter", self.value)
            case other:
                print(other)


things: list[object] = [1, 1.0, 1 + 0j, "a", Anything(), None, 2.0, b"b", (1,)]
for thing in things:
    Holder(thing).show()
    if thing in (1, 2):
        print("in", thing)
    if thing in ("a", "b"):
        print("letter in", thing)
    if thing == 1 or thing == 2.5:
        print("equal", thing)
    if (same := thing) == 1:
        print("same", same)
    match thing:
        case 1 | 2:
            print("1 or 2", thing)
        case "a":
            print(thing, thing == "a")
        case 2.5:
            print(thing)
        case _:
            print("none of them", thing)
numbers: list[int | float | str] = [1, 1.0, 2.5, "a"]
for number in numbers:
    match number:
        case 1:
            print("one", number)
        case 2.5 | "a":
            print(number)


def length(value: object) -> int:
    if value == "four":
        return len(str(value))
    if isinstance(value, int) and value == 7:
        return value * 2
    return value + 1 if value == 3 else 0


print([length(value) for value in ["four", 7, 3, 4, None]])
