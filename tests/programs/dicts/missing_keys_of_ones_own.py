class Loud(dict[str, int]):
    def __missing__(self, key: str) -> int:
        print("missing", key)
        return len(key)
d = Loud()
print(d["abc"])
d["q"] = 4
d["q"] += 1
d["new"] += 10
print(d["q"], d.get("zzz"), "abc" in d, len(d), d)
class Squares(dict[int, int]):
    def __missing__(self, key: int) -> int:
        self[key] = value = key * key
        return value
s = Squares()
print([s[i % 3] for i in range(6)], s)
class Below(Squares):
    pass
b = Below({1: 100})
print(b[1], b[7], b)
class Strict(dict[str, str]):
    def __missing__(self, key: str) -> str:
        raise KeyError(f"no setting {key!r}")
try:
    Strict()["x"]
except KeyError as error:
    print(error)
