"""What comes from outside is `object` until it is checked: dicts that become typed dicts, with all that is wrong with them."""
from __future__ import annotations

from typing import Iterator, NotRequired, TypedDict


class Line(TypedDict):
    article: str
    amount: int
    price: float


class Order(TypedDict):
    number: int
    customer: str
    lines: list[Line]
    note: NotRequired[str]


class Summary(TypedDict, total=False):
    total: float
    articles: list[str]
    largest: Line


class Wrong(Exception):
    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


def text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise Wrong(path, f"text expected, not {type(value).__name__}")
    return value


def number(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong(path, f"a number expected, not {value!r}")
    return value


def money(value: object, path: str) -> float:
    match value:
        case bool():
            raise Wrong(path, "a price expected, not a truth")
        case int():
            return value * 1.0
        case float():
            return round(value, 2)
        case str():
            euros, _, cents = value.partition(",")
            return int(euros) + int(cents or "0") / 100
        case _:
            raise Wrong(path, f"a price expected, not {value}")


def entry(value: object, key: str, path: str) -> object:
    if not isinstance(value, dict):
        raise Wrong(path, "not a record")
    if key not in value:
        raise Wrong(path, f"no {key!r}, only {', '.join(sorted(map(str, value)))}")
    return value[key]


def line(value: object, path: str) -> Line:
    return {
        "article": text(entry(value, "article", path), path + ".article"),
        "amount": number(entry(value, "amount", path), path + ".amount"),
        "price": money(entry(value, "price", path), path + ".price"),
    }


def order(value: object, path: str = "order") -> Order:
    lines = entry(value, "lines", path)
    if not isinstance(lines, list):
        raise Wrong(path + ".lines", "not a list")
    result = Order(
        number=number(entry(value, "number", path), path + ".number"),
        customer=text(entry(value, "customer", path), path + ".customer"),
        lines=[line(item, f"{path}.lines[{i}]") for i, item in enumerate(lines)],
    )
    if isinstance(value, dict) and "note" in value:
        result["note"] = text(value["note"], path + ".note")
    return result


def summary(one: Order) -> Summary:
    found: Summary = {"total": sum(item["amount"] * item["price"] for item in one["lines"]) + 0.0}
    if one["lines"]:
        found["articles"] = [item["article"] for item in one["lines"]]
        found["largest"] = max(one["lines"], key=lambda item: item["amount"] * item["price"])
    return found


def inputs() -> Iterator[object]:
    good: dict[str, object] = {"article": "pen", "amount": 3, "price": "1,25"}
    yield {"number": 1, "customer": "Ann", "lines": [good, {"article": "ink", "amount": 1, "price": 9.999}], "note": "soon"}
    yield {"number": 2, "customer": "Bob", "lines": []}
    yield {"number": 3, "customer": "Cy", "lines": [good | {"amount": 12}, good | {"price": 2, "extra": None}]}
    yield {"number": "4", "customer": "Di", "lines": [good]}
    yield {"number": 5, "customer": None, "lines": []}
    yield {"number": 6, "customer": "Ed", "lines": [good, good | {"amount": True}]}
    yield {"number": 7, "customer": "Flo", "lines": [good | {"price": []}]}
    yield {"number": 8, "customer": "Gus", "lines": [{"amount": 1, "article": "?"}]}
    yield {"number": 9, "customer": "Hal", "lines": ["pen"]}
    yield {"number": 10, "lines": {}}
    yield ["number", 11]


accepted: list[Order] = []
for data in inputs():
    try:
        accepted.append(order(data))
    except Wrong as error:
        print(f"{error} ({error.path.count('.')})")
for one in accepted:
    print(one, summary(one), one.get("note", "-"), sep="\n    ")
    if largest := summary(one).get("largest"):
        print("   ", largest["article"], list(largest.items()), len(largest), sorted(one.keys() & {"note", "lines"}))
totals = {one["customer"]: summary(one)["total"] for one in accepted}
print({name: f"{total:.2f}" for name, total in totals.items()}, accepted[1]["lines"] == [], sum(len(one["lines"]) for one in accepted))
