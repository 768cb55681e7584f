print(", ".join(["a", "b", "c"]), "".join([]), "-".join(["one"]), "-".join("abc"), " ".join(("x", "y")), "".join({"k": 1}), "|".join(str(n) for n in range(5)))
print("→".join(["a", "é"]), ".".join(map(str, [1, 2.5, None, True])), ", ".join(sorted({"b", "a", "c"})), "\n".join(f"{i}: {c}" for i, c in enumerate("xy")))
def words() -> "list[str]":
    return ["from", "a", "function"]
print("_".join(words()), "".join(reversed("abc")), "".join(c for c in "hello world" if c not in "aeiou"), "".join(["ab"] * 3))
print("; ".join(f"{k}={v}" for k, v in {"x": 1, "y": [2]}.items()), "/".join(["", "usr", "bin"]), "".join(chr(ord(c) + 1) for c in "HAL"))
table = [["name", "qty"], ["apple", "3"], ["fig", "12"]]
widths = [max(len(row[i]) for row in table) for i in range(2)]
print("\n".join(" | ".join(cell.ljust(w) for cell, w in zip(row, widths)) for row in table))
print(len("x".join(["ab"] * 1000)), "ab".join(["1", "2", "3"]), " ".join("a  b   c".split()), "".join(sorted("listen")) == "".join(sorted("silent")))
