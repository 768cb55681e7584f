"""`super().name` where the name is a property or a class attribute."""


class Item:
    kind = "item"
    limit = 3

    def __init__(self, price: float) -> None:
        self._price = price

    @property
    def price(self) -> float:
        return self._price


    @property
    def label(self) -> str:
        return f"{self.kind} at {self.price:.2f}"


class Taxed(Item):
    kind = "taxed"

    @property
    def price(self) -> float:
        return super().price * 1.25

    @property
    def label(self) -> str:
        return super().label + f" (once {super().kind}, up to {super().limit})"


class Discounted(Taxed):
    @property
    def price(self) -> float:
        return super().price - 1


for item in (Item(10.0), Taxed(10.0), Discounted(10.0)):
    print(item.price, item.label)
