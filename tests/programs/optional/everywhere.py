from __future__ import annotations


class Node:
    def __init__(self, value: int | None = None, pair: tuple[int, str] | None = None, next: Node | None = None) -> None:
        self.value = value
        self.pair = pair
        self.next = next
        self.flag: bool | None = None
        self.ratio: float | None = None


def find(items: list[int | None], wanted: int) -> int | None:
    for index, item in enumerate(items):
        if item == wanted:
            return index
    return None


def total(items: list[int | None]) -> int:
    result = 0
    for item in items:
        if item is None:
            continue
        result += item
    return result


def describe(node: Node | None) -> str:
    if node is None:
        return "nothing"
    if node.pair is not None:
        number, text = node.pair
        return f"{number}{text} {describe(node.next)}"
    return f"{node.value} {node.flag} {node.ratio} {describe(node.next)}"


def first_or(items: list[str], default: str | None = None) -> str | None:
    return items[0] if items else default


items: list[int | None] = [1, None, 3, 0]
print(find(items, 3), find(items, 9), total(items), items, None in items, 0 in items, 7 in items, items.count(None), items.index(None))
chain = Node(0, None, Node(None, (4, "x"), Node()))
print(describe(chain), describe(None))
chain.flag, chain.ratio = False, 0.0
print(describe(chain), chain.flag is None, chain.flag == False, not chain.flag, bool(chain.ratio), chain.value or "zero")
table: dict[str, tuple[int, int] | None] = {"a": (1, 2), "b": None}
print(table, table.get("a"), table.get("c"), table["b"] is None, table == {"a": (1, 2), "b": None})
by_key: dict[int | None, str] = {None: "none", 1: "one"}
print(by_key[None], by_key.get(1), by_key.get(2), None in by_key)
by_pair: dict[tuple[int, str | None], list[int]] = {(1, None): [1], (1, "a"): [2]}
by_pair.setdefault((1, None), []).append(5)
print(by_pair, by_pair[1, "a"])
print(first_or([]), first_or([], "d"), first_or(["x"]), (first_or([]) or "else").upper())
maybe: int | None = None
for step in range(3):
    if maybe is None:
        maybe = step
    else:
        maybe += 10
print(maybe)
nested: list[list[int | None] | None] = [[1, None], None]
for inner in nested:
    print(inner, "empty" if not inner else inner[0])
x: int | None = find(items, 3)
if x is not None and x > 1:
    print("big", x + 1)
print(x == 2, x != 2, x == None, x is None, [y for y in items if y], [y for y in items if y is not None])
try:
    print(chain.next.next.next.value)  # type: ignore[union-attr]
except AttributeError as error:
    print(error)
while chain is not None and chain.next is not None:
    chain = chain.next
print(chain.value, sorted([y for y in items if y is not None]), max((y or 0) for y in items))
words: list[str | None] = ["a", None, ""]
print([w or "?" for w in words], [w is None for w in words], [w and w.upper() for w in words], words == ["a", None, ""])
flags: list[bool | None] = [True, None, False]
print([f"{flag}" for flag in flags], [str(flag) for flag in flags], flags)
