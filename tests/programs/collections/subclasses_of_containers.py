class Stack(list[int]):
    def push(self, item: int) -> None:
        self.append(item)

    def top(self) -> int:
        return self[-1]


class Registry(dict[str, int]):
    def __init__(self) -> None:
        super().__init__()
        self.writes = 0

    def __setitem__(self, key: str, value: int) -> None:
        self.writes += 1
        super().__setitem__(key, value)


class Upper(dict[str, str]):
    def __getitem__(self, key: str) -> str:
        return super().__getitem__(key).upper()


class Names(set[str]):
    def longest(self) -> str:
        return max(self, key=len)


def total(items: list[int]) -> int:
    return sum(items) + len(items) + items[0]


def look(d: dict[str, str]) -> str:
    return d["a"] + str(len(d)) + str(d)


s = Stack()
s.push(3)
s.push(4)
s.extend([5, 6])
print(s, len(s), s.top(), s.pop(), s, sorted(s, reverse=True), s == [3, 4, 5], total(s), isinstance(s, list), [x + 1 for x in s], 4 in s)
t = Stack([9, 8])
t.sort()
print(t, t + [1], t[0:1])
r = Registry()
r["x"] = 1
r["y"] = 2
r["x"] += 5
print(r, r.writes, list(r), r.get("x"), "y" in r, r == {"x": 6, "y": 2}, r.pop("x"), r.pop("q", -1))
u = Upper({"a": "b"})
print(u["a"], look(u), look({"a": "c"}), u.get("a"), dict(u))
n = Names(["ab", "abc"])
n.add("abcd")
print(n.longest(), len(n), "ab" in n, n | {"z"} == {"ab", "abc", "abcd", "z"})
