"""`asdict`, `astuple`, `fields`, `is_dataclass`."""
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass


@dataclass
class Item:
    name: str
    price: float
    tags: list[str] = field(default_factory=list)


@dataclass
class Order:
    number: int
    items: list[Item]
    by_name: dict[str, Item]
    gift: Item | None = None
    size: tuple[int, Item] = (1, Item("box", 0.5))


class Plain:
    pass


apple, pear = Item("apple", 1.5, ["red"]), Item("pear", 2.0)
order = Order(7, [apple, pear], {"a": apple})
print(asdict(apple))
print(asdict(order))
print(astuple(pear), astuple(order))
data = asdict(apple)
data["name"] = "other"
apple.tags.append("sweet")
print(apple.name, data, list(data), data["price"])
for f in fields(Item):
    print(f.name, f.init, f.repr, f.compare, f.kw_only)
print([f.name for f in fields(order)], is_dataclass(order), is_dataclass(Item), is_dataclass(Plain()))
