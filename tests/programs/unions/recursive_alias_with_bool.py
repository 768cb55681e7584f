from typing import Dict, List, Union

JSON = Union[None, bool, int, float, str, List["JSON"], Dict[str, "JSON"]]


def show(value: JSON, level: int = 0) -> None:
    pad = "  " * level
    if isinstance(value, dict):
        print(pad + "object", len(value))
        for key, item in value.items():
            print(pad + key)
            show(item, level + 1)
    elif isinstance(value, list):
        print(pad + "array", len(value))
        for item in value:
            show(item, level + 1)
    elif value is True or value is False:
        print(pad + "truth", value)
    else:
        print(pad + type(value).__name__, value)


def total(value: JSON) -> float:
    """mypy writes the union without bool here, since a bool is an int."""
    if isinstance(value, bool) or not isinstance(value, (int, float, list, dict)):
        return 0
    if isinstance(value, (int, float)):
        return value
    items = value if isinstance(value, list) else list(value.values())
    return sum(total(item) for item in items)


def kind(value: Union[int, str, List[int]]) -> str:
    match value:
        case bool():
            return "bool"
        case int(n):
            return f"int {n}"
        case str(s):
            return f"str {s}"
        case [*items]:
            return f"list of {len(items)}"


document: JSON = {"name": "Zoë", "items": [1, 2.5, -3e10, True, None], "nested": {"a": [], "b": {}}, "big": 10**15}
show(document)
print(total(document), document)
short: JSON = {"a": [1, False]}
show(short)
print(kind(3), kind(True), kind("x"), kind([1, 2]))
