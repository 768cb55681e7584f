words = ["a", "b", "a"]
print(list(dict.fromkeys(words)))
u = list(dict.fromkeys(words))
print(u, dict.fromkeys("abc", 0), dict.fromkeys([1, 2]))
def f() -> None:
    d = dict.fromkeys([1, 2])
    print(d, len(d), 1 in d)
f()
