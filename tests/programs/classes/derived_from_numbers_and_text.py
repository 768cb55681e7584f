class UserId(int):
    def label(self) -> str:
        return f"user#{self}"

class Meters(float):
    def __str__(self) -> str:
        return f"{float(self):.1f} m"

    def feet(self) -> float:
        return self * 3.28084

class Tag(str):
    @property
    def slug(self) -> str:
        return self.lower().replace(" ", "-")

u = UserId(7)
print(u, repr(u), u.label(), u + 1, u * 2.5, -u, u == 7, 7 == u, u < 8, 3 < u, hash(u) == hash(7))
print(type(u).__name__, type(u + 1).__name__, isinstance(u, int), isinstance(u, UserId))
m = Meters(2.5)
print(m, repr(m), m.feet(), m + 1, f"{m:.3f}", f"{m}", [m], round(m), abs(Meters(-1)), int(m), float(m))
t = Tag("Hello World")
print(t, repr(t), t.slug, len(t), t[0], t[1:4], t + "!", t.upper(), "W" in t, list(t)[:3], t == "Hello World")
d: dict[int, str] = {7: "seven"}
print(d[u], u in d, d.get(u))
e: dict[UserId, int] = {UserId(1): 5, u: 6}
print(e, e[UserId(7)])
def show(x: int) -> None:
    print("show", x, type(x).__name__, isinstance(x, UserId))
show(u)
show(3)
xs = [UserId(3), UserId(1)]
print(sorted(xs), max(xs), sum(xs))
items: list[object] = [u, m, t, 1, "s"]
for item in items:
    if isinstance(item, str):
        print("str", item.upper())
    elif isinstance(item, int):
        print("int", item + 1)
    else:
        print("other", item)
