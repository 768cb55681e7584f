"""Fields that check what they are given, as a small library of validators would."""

from __future__ import annotations

from typing import Callable, Generic, TypeVar, overload

T = TypeVar("T")


class Field(Generic[T]):
    def __init__(self, default: T, *checks: Callable[[T], str | None]) -> None:
        self.default = default
        self.checks = checks
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, instance: Model, owner: type) -> T: ...
    def __get__(self, instance: Model | None, owner: type) -> Field[T] | T:
        if instance is None:
            return self
        return self.kept.get(instance.key, self.default)

    def __set__(self, instance: Model, value: T) -> None:
        for check in self.checks:
            complaint = check(value)
            if complaint is not None:
                raise ValueError(f"{self.name}: {complaint}")
        self.kept[instance.key] = value

    @property
    def kept(self) -> dict[int, T]:
        if not hasattr_kept(self):
            stores[id(self)] = len(stores)
            self._kept: dict[int, T] = {}
        return self._kept


stores: dict[int, int] = {}


def hasattr_kept(field: Field[T]) -> bool:
    return id(field) in stores


class Model:
    made = 0

    def __init__(self) -> None:
        Model.made += 1
        self.key = Model.made


def positive(value: float) -> str | None:
    return None if value > 0 else f"{value} is not positive"


def short(text: str) -> str | None:
    return "too long" if len(text) > 8 else None


class Product(Model):
    name = Field("?", short)
    price = Field(1.0, positive, lambda v: "too dear" if v > 1000 else None)
    stock = Field(0)

    def __init__(self, name: str, price: float, stock: int = 0) -> None:
        super().__init__()
        self.name, self.price = name, price
        if stock:
            self.stock = stock

    def __str__(self) -> str:
        return f"{self.name}: {self.stock} at {self.price:.2f}"


class Service(Product):
    hours = Field(8, lambda v: None if 0 < v <= 24 else "no such day")


tea, talk = Product("tea", 3.5, 10), Service("talk", 80)
tea.stock -= 3
talk.hours = 2
print(tea, "/", talk, talk.hours, Product.price.name, Service.hours.default)
changes: list[Callable[[], None]] = []
for name, price in [("a long name", 1.0), ("x", -1.0), ("y", 2000.0)]:
    try:
        Product(name, price)
    except ValueError as error:
        print(error)
try:
    talk.hours = 25
except ValueError as error:
    print(error)
print(sorted([tea, talk], key=lambda p: p.price)[0].name, [p.stock for p in (tea, talk)])
