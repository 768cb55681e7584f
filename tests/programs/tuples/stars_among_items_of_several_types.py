from __future__ import annotations


class A:
    def name(self) -> str:
        return "A"


class B(A):
    def name(self) -> str:
        return "B"


class C(A):
    def name(self) -> str:
        return "C"


def row(first: int, *rest: str) -> tuple[int | str, ...]:
    return (first, *rest)


bs = [B(), B()]
for each in (C(), *bs):
    print(each.name())
every = (A(), *bs, C())
print([x.name() for x in every], len(every))
print((1, *["a", "b"]), (None, *[1, 2]), (1.5, *range(2), "end"), row(1, "x", "y"), ("k", *(i * i for i in range(3))))
numbers: list[int | None] = [3, None]
print((*numbers, "s"), (*numbers, 4), (*[1, 2], 2.5))
for item in (0, *["a", "b"]):
    print(repr(item), isinstance(item, int))
