"""An inventory: parsing of orders, allocation, low stock report with formatted columns."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

STOCK = """
W-100|Widget|hardware|25|3.50
W-200|Widget XL|hardware|4|7.25
G-001|Gadget|electronics|12|19.99
C-310|Cable|electronics|150|0.45
B-777|Book|media|0|12.00
"""
ORDERS = ["W-100:5,G-001:2", "C-310:200", "B-777:1", "W-200:4,W-100:1", "X-999:1", "W-100:oops", "G-001:11"]


class OrderError(Exception):
    code = 1


class OutOfStock(OrderError):
    code = 2

    def __init__(self, sku: str, wanted: int, have: int) -> None:
        super().__init__(sku, wanted, have)
        self.sku, self.wanted, self.have = sku, wanted, have

    def __str__(self) -> str:
        return f"{self.sku}: wanted {self.wanted}, have {self.have}"


class UnknownItem(OrderError):
    code = 3


class Line(NamedTuple):
    sku: str
    quantity: int


@dataclass
class Product:
    sku: str
    name: str
    group: str
    quantity: int
    cents: int
    sold: int = 0

    @classmethod
    def parse(cls, row: str) -> Product:
        sku, name, group, quantity, price = row.split("|")
        whole, _, part = price.partition(".")
        return cls(sku, name, group, int(quantity), int(whole) * 100 + int(part.ljust(2, "0")))

    @property
    def value(self) -> int:
        return self.quantity * self.cents


def money(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def parse_order(text: str) -> list[Line]:
    lines = []
    for part in text.split(","):
        sku, _, quantity = part.partition(":")
        try:
            lines.append(Line(sku, int(quantity)))
        except ValueError as error:
            raise OrderError(f"bad quantity in {part!r}") from error
    return lines


def fulfil(products: dict[str, Product], lines: list[Line]) -> int:
    for line in lines:
        if line.sku not in products:
            raise UnknownItem(line.sku)
        have = products[line.sku].quantity
        if have < line.quantity:
            raise OutOfStock(*line, have)
    total = 0
    for sku, quantity in lines:
        p = products[sku]
        p.quantity -= quantity
        p.sold += quantity
        total += p.cents * quantity
    return total


products = {p.sku: p for p in map(Product.parse, STOCK.strip().splitlines())}
failures: defaultdict[int, list[str]] = defaultdict(list)
revenue = 0
for number, order in enumerate(ORDERS, 1):
    try:
        amount = fulfil(products, parse_order(order))
    except OrderError as error:
        failures[error.code].append(f"#{number} {error}")
    else:
        revenue += amount
        print(f"order {number}: {money(amount)}")
print("revenue", money(revenue), dict(failures))
print(f"{'SKU':<8}{'NAME':<12}{'QTY':>6}{'VALUE':>12}  FLAG")
for group, members in groupby(sorted(products.values(), key=lambda p: (p.group, p.name)), key=lambda p: p.group):
    print(f"--- {group} ".ljust(42, "-"))
    subtotal = 0
    for p in members:
        flag = "EMPTY" if not p.quantity else "low" if p.quantity < 10 else ""
        print(f"{p.sku:<8}{p.name:<12}{p.quantity:>6d}{money(p.value):>12}  {flag}".rstrip())
        subtotal += p.value
    print(f"{'total':>26}{money(subtotal):>12}")
best = max(products.values(), key=lambda p: p.sold * p.cents)
print(best.name, best.sold, f"{best.sold * best.cents / revenue:.1%}", money(-150), money(123456789))
