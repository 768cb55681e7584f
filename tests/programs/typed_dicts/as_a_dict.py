"""Everything that a typed dict can do as a dict."""
from typing import NotRequired, Required, TypedDict


class Base(TypedDict):
    id: int


class Item(Base, total=False):
    name: Required[str]
    price: float
    tags: list[str]
    parent: "Item | None"


class Point(TypedDict):
    x: int
    y: int


def make(n: int) -> Item:
    return {"id": n, "name": f"item {n}"}


def total(items: list[Item]) -> float:
    return sum(item.get("price", 1.0) for item in items)


def moved(p: Point, dx: int = 0, dy: int = 0) -> Point:
    return Point(x=p["x"] + dx, y=p["y"] + dy)


items = [make(i) for i in range(3)]
items[1]["price"] = 2.5
items[2]["tags"] = ["a", "b"]
items[2]["parent"] = items[0]
for item in items:
    for key in item:
        print(key, end=" ")
    print(len(item), "price" in item, "nope" in item, "tags" not in item)
    for key, value in item.items():
        print("  ", key, value)
    for value in item.values():
        print("   ", repr(value))
print(total(items))
p: Point = {"x": 1, "y": 2}
q = moved(p, dx=3)
print(p, q, p == q, p != q, p == {"x": 1, "y": 2})
p.update({"x": 7, "y": 8})
print(p)
c = p.copy()
c["x"] += 100
c["y"] *= 2
print(p, c)
r = p | {"x": 5, "y": 0}
print(r)
parent = items[2].get("parent")
if parent is not None:
    print(parent["name"].upper())
tags = items[2].get("tags")
print(tags, items[0].get("tags"), items[0].get("tags", ["none"]))
items[0].setdefault("tags", []).append("new")
items[0].setdefault("tags", []).append("newer")
print(items[0])
print(items[2].pop("tags"), items[2].pop("tags", []), items[2])
try:
    print(items[1]["tags"])
except KeyError as e:
    print("KeyError", e)
if "price" in items[1]:
    del items[1]["price"]
print(items[1], list(items[1].keys()), sorted(items[1]))
by_name: dict[str, Point] = {"a": p, "b": q}
by_name["a"]["x"] = -1
print(by_name, max(by_name.values(), key=lambda v: v["x"]))
names: list[str] = [k for k in p]
print(names, {**p}, dict(p), bool(p))
x, y = p["x"], p["y"]
print(x * y)
