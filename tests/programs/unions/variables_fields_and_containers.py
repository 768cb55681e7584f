"""Values of several unrelated types in variables, parameters, fields, containers and results."""


class Point:
    def __init__(self, x: int, y: int) -> None:
        self.x, self.y = x, y

    def __repr__(self) -> str:
        return f"Point({self.x}, {self.y})"


def kind(value: int | str | list[int] | None) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, int):
        return f"int {value + 1}"
    if isinstance(value, str):
        return f"str {value.upper()}"
    return f"list {sum(value)}"


def choose(n: int) -> int | str | float | Point:
    if n == 0:
        return 42
    if n == 1:
        return "text"
    if n == 2:
        return 2.5
    return Point(n, n)


class Cell:
    def __init__(self, content: int | str) -> None:
        self.content = content

    def width(self) -> int:
        if isinstance(self.content, str):
            return len(self.content)
        return self.content


print(kind(5), kind("x"), kind([4, 5]), kind(None))
mixed: list[int | str | list[int] | None] = [1, "two", [3, 3], None]
for item in mixed:
    print(item, kind(item), str(item), repr(item), f"{item}")
results = [choose(n) for n in range(4)]
print(results)
for r in results:
    print(r, type(r).__name__, isinstance(r, (int, float)), r == 42, r == "text", r == 2.5)
cells = [Cell(3), Cell("abcd")]
print([c.content for c in cells], [c.width() for c in cells])
cells[0].content = "now text"
print(cells[0].content, cells[0].width())
table: dict[str, int | str | list[int]] = {"a": 1, "b": "two", "c": [3]}
for k, val in table.items():
    print(k, val, isinstance(val, list))
table["a"] = "changed"
print(table, table == {"a": "changed", "b": "two", "c": [3]})
keys: dict[int | str, str] = {1: "one", "1": "text one"}
print(keys[1], keys["1"], 1 in keys, "2" in keys, sorted(keys.values()))
seen: set[int | str] = {1, "1", 1, 2}
print(len(seen), 1 in seen, "x" in seen)
pair: tuple[int | str, float | None] = ("a", None)
print(pair, pair[0] == "a")
x: int | str = 5
x = "five" if x == 5 else 6
print(x)
number: int | float = 3
print(number)
