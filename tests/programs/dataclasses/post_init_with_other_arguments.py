"""A derived dataclass whose `__post_init__` takes an InitVar that that of its base does not, and calls it."""

from dataclasses import InitVar, dataclass, field


@dataclass
class Item:
    name: str
    cents: int
    serial: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.serial = len(self.name) * 100 + self.cents


@dataclass
class Perishable(Item):
    days: int = 7
    discount: InitVar[float] = 0.0

    def __post_init__(self, discount: float) -> None:
        super().__post_init__()
        self.cents = round(self.cents * (1 - discount))


@dataclass
class Label(Item):
    text: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.text = self.text or self.name.upper()


items: list[Item] = [Item("nail", 5), Perishable("milk", 200, discount=0.25), Perishable("fish", 900, 2), Label("tag", 1), Label("tag", 2, "new")]
for item in items:
    print(item, item.serial)
