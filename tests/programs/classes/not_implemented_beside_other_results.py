from __future__ import annotations


class V:
    def __init__(self, *items: float) -> None:
        self.items = items

    def __mul__(self, other: V | float) -> V | float:
        if isinstance(other, V):
            if len(other.items) != len(self.items):
                return NotImplemented
            return sum(a * b for a, b in zip(self.items, other.items))
        return V(*(a * other for a in self.items))

    def __rmul__(self, other: float) -> V:
        if other < 0:
            return NotImplemented
        return V(*(a * other for a in self.items))

    def __and__(self, other: V) -> V | None:
        if not other.items:
            return NotImplemented
        both = [a for a in self.items if a in other.items]
        return V(*both) if both else None

    def __add__(self, other: object) -> V:
        if not isinstance(other, V):
            return NotImplemented
        return V(*self.items, *other.items)

    def __repr__(self) -> str:
        return f"V{self.items}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, V):
            return NotImplemented
        return self.items == other.items

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, V):
            return NotImplemented
        return self.items < other.items


class W(V):
    def __add__(self, other: object) -> V:
        return super().__add__(other)

    def __eq__(self, other: object) -> bool:
        result = super().__eq__(other)
        return result

    def __lt__(self, other: object) -> bool:
        return super().__lt__(other)


a, b = V(1.0, 2.0), V(2.0, 5.0)
print(a * b, a * 2.0, 2.0 * a, a & b, a & V(7.0), V(7.0) & a)
for f in (lambda: a * V(1.0), lambda: -1.0 * a, lambda: a & V()):
    try:
        print(f())
    except TypeError as e:
        print(e)
try:
    print(a + 1)
except TypeError as e:
    print(e)
try:
    print(W(1.0) + 1)
except TypeError as e:
    print(e)
try:
    print(W(1.0) < 3)
except TypeError as e:
    print(e)
print(W(1.0) == 3, W(1.0) == W(1.0), W(1.0) + a, W(1.0) < a)
print(a.__add__(b), a.__lt__(b), a.__eq__(b))
