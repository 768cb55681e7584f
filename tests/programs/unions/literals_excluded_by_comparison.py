"""Parameters of literals or numbers: what is left when the literals are excluded is a number, also where only texts are given."""
from typing import Literal


def by_match(command: Literal["go", "stop"] | int) -> str:
    match command:
        case "go":
            return "G"
        case "stop":
            return "S"
        case -5:
            return "minus five"
        case number:
            return str(number + 1)


def by_comparison(command: Literal["go", "stop"] | int) -> str:
    if command == "go":
        return "G"
    if command == "stop":
        return "S"
    return str(command + 1)


def other_way(size: Literal[0, 1] | str) -> int:
    if size == 0 or size == 1:
        return size
    return len(size)


def by_in(width: float | Literal["auto"]) -> float:
    if width == "auto":
        return -1.0
    doubled = width * 2
    return doubled


print(by_match("go"), by_match("stop"))
print(by_comparison("go"), by_comparison("stop"), by_comparison(5))
print(other_way(1), other_way(0), other_way("abc"))
print(by_in("auto"), by_in(2.5))
numbers: list[Literal["go", "stop"] | int] = ["stop", 3, -5]
print([by_match(number) for number in numbers], [by_comparison(number) for number in numbers])
