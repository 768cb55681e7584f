def truth(kind: str, answer: bool) -> None:
    print(kind, answer)


for i in (0, 1, -1):
    truth("int", True if i else False)
for f in (0.0, 0.1):
    truth("float", True if f else False)
for s in ("", "0"):
    truth("str", not not s)
for b in (b"", b"0"):
    truth("bytes", bool(b))
items: list[int] = []
truth("list", bool(items))
items.append(0)
truth("list", bool(items))
empty: dict[str, int] = {}
truth("dict", bool(empty))
empty["a"] = 0
truth("dict", bool(empty))
nothing: str | None = None
truth("None", bool(nothing))
truth("tuple", bool((0,)))
truth("range", bool(range(0)))
while empty:
    empty.clear()
print(empty)
