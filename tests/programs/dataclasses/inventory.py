"""An inventory: dataclasses, exceptions with fields, properties, sorting, aggregation."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator, Protocol, Callable


class Category(Enum):
    TOOL = "tool"
    FOOD = "food"


class InventoryError(Exception):
    pass


class OutOfStock(InventoryError):
    def __init__(self, sku: str, wanted: int, have: int) -> None:
        super().__init__(f"{sku}: wanted {wanted}, have {have}")
        self.sku = sku
        self.missing = wanted - have


@dataclass(frozen=True)
class Product:
    sku: str
    name: str
    price: float
    category: Category = Category.TOOL


class Discount(Protocol):
    def apply(self, price: float) -> float: ...


class Percent:
    def __init__(self, percent: float) -> None:
        self.percent = percent

    def apply(self, price: float) -> float:
        return price * (1 - self.percent / 100)


class Flat:
    def __init__(self, amount: float) -> None:
        self.amount = amount

    def apply(self, price: float) -> float:
        return max(0.0, price - self.amount)


@dataclass
class Inventory:
    stock: dict[Product, int] = field(default_factory=dict)
    discounts: dict[Category, list[Discount]] = field(default_factory=lambda: defaultdict(list))
    listeners: list[Callable[[Product, int], None]] = field(default_factory=list)

    def add(self, product: Product, count: int = 1) -> Inventory:
        self.stock[product] = self.stock.get(product, 0) + count
        for listener in self.listeners:
            listener(product, count)
        return self

    def remove(self, sku: str, count: int) -> float:
        product = self[sku]
        have = self.stock[product]
        if have < count:
            raise OutOfStock(sku, count, have)
        self.stock[product] -= count
        if not self.stock[product]:
            del self.stock[product]
        price = product.price
        for discount in self.discounts[product.category]:
            price = discount.apply(price)
        return round(price * count, 2)

    def __getitem__(self, sku: str) -> Product:
        try:
            return next(p for p in self.stock if p.sku == sku)
        except StopIteration:
            raise KeyError(sku) from None

    def __iter__(self) -> Iterator[Product]:
        return iter(sorted(self.stock, key=lambda p: p.name))

    def __len__(self) -> int:
        return sum(self.stock.values())

    def __contains__(self, sku: object) -> bool:
        return any(p.sku == sku for p in self.stock)

    @property
    def value(self) -> float:
        return sum(p.price * n for p, n in self.stock.items())


log: list[str] = []
inv = Inventory(listeners=[lambda p, n: log.append(f"+{n} {p.name}")])
inv.add(Product("h1", "hammer", 10.0), 3).add(Product("a1", "apple", 0.5, Category.FOOD), 100)
inv.discounts[Category.FOOD] += [Percent(10), Flat(0.05)]
print(len(inv), inv.value, "h1" in inv, "zz" in inv, log)
print(inv.remove("a1", 10), inv.remove("h1", 2))
for attempt in [("h1", 5), ("zz", 1)]:
    try:
        inv.remove(*attempt)
    except OutOfStock as e:
        print("out of stock:", e, e.missing, e.sku)
    except KeyError as e:
        print("unknown", e)
inv.remove("h1", 1)
print([p.name for p in inv], inv.stock)
