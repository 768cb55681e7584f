"""Nested typed dicts, tagged unions of them, the functional form."""
from typing import TypedDict, Literal, Optional, Union


class Address(TypedDict):
    street: str
    city: str
    zip: Optional[str]


class User(TypedDict, total=True):
    name: str
    age: int
    active: bool
    scores: dict[str, list[int]]
    address: Address
    pair: tuple[int, str]


class Circle(TypedDict):
    kind: Literal["circle"]
    r: float


class Square(TypedDict):
    kind: Literal["square"]
    side: float


Shape = Union[Circle, Square]


def area(s: Shape) -> float:
    if s["kind"] == "circle":
        return 3.0 * s["r"] ** 2
    return s["side"] ** 2


Movie = TypedDict("Movie", {"name": str, "year": int})


def birthday(u: User) -> None:
    u["age"] += 1
    u["scores"].setdefault("birthdays", []).append(u["age"])


u: User = {
    "name": "Ann", "age": 30, "active": True, "scores": {"math": [1, 2]},
    "address": {"street": "Main", "city": "X", "zip": None}, "pair": (1, "a"),
}
birthday(u)
print(u)
print(u["address"]["city"], u["pair"][1], u["scores"]["birthdays"][0])
if u["active"]:
    print("active")
u["active"] = not u["active"]
z = u["address"]["zip"]
print(z is None, u["address"].get("zip"))
u["address"]["zip"] = "123"
z = u["address"]["zip"]
if z:
    print(z + "!")
shapes: list[Shape] = [{"kind": "circle", "r": 2.0}, {"kind": "square", "side": 3.0}]
print([area(s) for s in shapes])
m: Movie = {"name": "Up", "year": 2009}
print(m, m["year"] + 1)
name, year = m.values()
print(name, year)
users: dict[str, User] = {u["name"]: u}
print([v["age"] for v in users.values()])
print(isinstance(m, dict))
key: Literal["name"] = "name"
print(m[key])
for k in ("name", "year"):
    print(k in m)
print(f"{m['name']:>5}|{m['year']:06d}")
