def find(items: list[str], wanted: str) -> int | None:
    for i, item in enumerate(items):
        if item == wanted:
            return i
    return None


def describe(value: int | None) -> str:
    if value is None:
        return "nothing"
    return f"{value + 1}"


def first_word(text: str | None) -> str:
    if text is not None and len(text) > 0:
        return text.split()[0]
    return "-"


def truthy(value: int | None, text: str | None, items: list[int] | None) -> str:
    a = "int" if value else "no int"
    b = "str" if text else "no str"
    c = items or [99]
    return f"{a} {b} {c}"


names = ["x", "y"]
print(find(names, "y"), find(names, "z"), describe(find(names, "x")), describe(find(names, "q")))
print(first_word("hello world"), first_word(None), first_word(""))
print(truthy(0, "", []), truthy(3, "t", [1]), truthy(None, None, None))
position = find(names, "y")
assert position is not None
print(names[position], position == 1, find(names, "q") == None, find(names, "x") == 0)
numbers: list[int | None] = [1, None, 0]
print(numbers, [n if n is not None else -1 for n in numbers], numbers.count(None), None in numbers)
flags: list[bool | None] = [True, None, False]
halves: list[float | None] = [0.5, None]
print(flags, halves, halves[0], flags[1])
