"""A starred name that one case gives a list of one type, and another case a list or dict of another."""

from typing import Union

JSON = Union[None, bool, int, float, str, list["JSON"], dict[str, "JSON"]]


def of_object(x: object) -> str:
    match x:
        case [str(), *rest]:
            return f"texts {rest}"
        case {"a": int(), **rest}:
            return f"dict {rest}"
        case (int() as n, str() as s):
            return f"{n}{s}"
        case [*rest]:
            return f"list {rest}"
    return "neither"


def of_union(x: list[int] | dict[str, int]) -> str:
    match x:
        case [1, *rest]:
            return f"{rest} {sum(rest)}"
        case {"k": v, **rest}:
            return f"{v} {rest} {len(rest)}"
    return "neither"


def of_sequences(x: list[int] | tuple[str, ...]) -> str:
    match x:
        case [int(), *rest]:
            return f"numbers {rest}"
        case (str(), *rest):
            return f"texts {rest}"
    return "neither"


def of_fixed_and_list(x: tuple[int, int, str] | list[str]) -> str:
    match x:
        case (int(), *rest):
            return f"row {rest}"
        case [str(), *rest]:
            return f"texts {rest}"
    return "neither"


def of_json(x: JSON) -> str:
    match x:
        case {"a": a, **more}:
            return f"{a} {more}"
        case [1, 2, *more]:
            return f"{more}"
        case [*items]:
            return ", ".join(map(of_json, items))
    return "-"


print(of_object(["a", "b"]), of_object({"a": 1, "b": 2}), of_object([1, "x"]), of_object([3]), of_object(3), of_object(("p", 1)))
print(of_union([1, 2]), of_union({"k": 1, "z": 2}), of_union([2]))
print(of_sequences([1, 2]), of_sequences(("a", "b")), of_sequences(()))
print(of_fixed_and_list((1, 2, "x")), of_fixed_and_list(["a", "b"]), of_fixed_and_list([]))
print(of_json({"a": [1], "b": None}), of_json([1, 2, "x", None]), of_json([{"a": 2.5}, None, [1, 2]]), of_json(2))
