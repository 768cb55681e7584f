"""`types.MappingProxyType`: a view of a dictionary that its holder cannot change."""

from collections import OrderedDict
from types import MappingProxyType
from typing import Mapping


class Registry:
    """Gives its table away to be read."""

    def __init__(self) -> None:
        self._prices: dict[str, int] = {}
        self.prices = MappingProxyType(self._prices)

    def add(self, name: str, price: int) -> None:
        self._prices[name] = price


def total(prices: Mapping[str, int]) -> int:
    return sum(prices.values())


registry = Registry()
view = registry.prices
print(len(view), view, bool(view))
registry.add("tea", 3)
registry.add("cake", 5)
print(len(view), view, bool(view), total(view), total({"x": 1}))
print(view["tea"], view.get("milk"), view.get("milk", 7), "cake" in view, "milk" in view)
print(list(view), list(view.keys()), list(view.values()), list(view.items()), list(reversed(view)))
try:
    print(view["milk"])
except KeyError as error:
    print("KeyError", error)
copied = view.copy()
copied["tea"] = 100
print(copied, view["tea"], view | {"jam": 2}, type(view | {}).__name__)
print(view == {"tea": 3, "cake": 5}, view == {"tea": 3}, view != {"tea": 3})
for name, price in view.items():
    print(name, price)

CODES = MappingProxyType({200: "ok", 404: "not found"})
print(CODES[404], sorted(CODES), type(CODES).__name__, isinstance(CODES, Mapping))
ordered = MappingProxyType(OrderedDict([("b", 1), ("a", 2)]))
print(*ordered, ordered)
print(dict(view), {**view, "x": 0})
print(type(view))
