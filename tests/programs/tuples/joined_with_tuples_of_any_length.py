"""`+` of tuples of which one is of any length: items of one type and of several, recursion, `+=`."""
m: tuple[int, ...] = tuple([1, 2])
print((0,) + m)
print(("a", 1.5) + m, () + m, ("x",) + tuple(["y"]), (None,) + m)
def h(n: int) -> tuple[int, ...]:
    if n == 0: return ()
    return (n,) + h(n - 1)
print(h(3))
def path(n: int) -> tuple[str, ...]:
    return ("root",) if n == 0 else ("p" + str(n),) + path(n - 1)
print(path(3))
acc: tuple[int, ...] = ()
for i in range(3): acc = (i,) + acc
print(acc)
acc += (9,)
print(acc, (1,) + acc == (1, 2, 1, 0, 9))
z = m + ("q",)
print(z)


class Node:
    def __init__(self, children: tuple["Node | None", ...]) -> None:
        self.children = children

    def put(self, slot: int) -> "Node":
        new = Node(())
        return Node(self.children[:slot] + (new,) + self.children[slot + 1:])


print([child is None for child in Node((None, None, None)).put(1).put(2).children])
names: tuple[str | None, ...] = ("a", None)
print((None,) + names + ("b",), ("b",) + names[1:], names + (None,))
