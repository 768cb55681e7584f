import itertools
data = [1, 5, 3, 8, 2]
if (n := len(data)) > 3:
    print("long", n)
while (x := data.pop()) != 5:
    print("popped", x)
print(data, x)
print([y for v in (1, 2, 3, 4) if (y := v * v) % 2 == 0], y)
print(any((found := w).startswith("c") for w in ["apple", "cherry", "cat"]), found)
total = 0
print([total := total + v for v in range(5)], total)
def classify(text: str) -> str:
    if (m := text.find("=")) >= 0 and (key := text[:m]):
        return f"key {key!r} value {text[m + 1:]!r}"
    elif not (s := text.strip()):
        return "blank"
    else:
        return f"word {s!r}"
for text in ("a=1", "=2", "  ", " hello "):
    print(classify(text))
print((a := 1, b := 2, a + b), (c := [0])[0], f"{(d := 7):03d} {d}")
counter = itertools.count()
chunks = []
it = iter("abcdefg")
while chunk := "".join(itertools.islice(it, 3)):
    chunks.append(chunk)
print(chunks, next(counter))
lines = iter(["x", "yy", "", "zzz"])
while (line := next(lines, None)) is not None:
    print(repr(line), end=" ")
print()
