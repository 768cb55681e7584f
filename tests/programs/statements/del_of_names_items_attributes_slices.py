xs = list(range(10))
del xs[0], xs[-1]
del xs[2:4]
del xs[::3]
print(xs)
d = {"a": 1, "b": 2, "c": 3}
del d["a"]
print(d, "a" in d)
try:
    del d["a"]
except KeyError as error:
    print("KeyError", error)
try:
    del xs[99]
except IndexError as error:
    print("IndexError", error)
def scope() -> None:
    value = 5
    print(value)
    del value
    value = 6
    print(value)
scope()
class Table:
    def __init__(self) -> None:
        self.rows = {1: "a", 2: "b"}
    def __delitem__(self, key: int) -> None:
        print("deleting", key)
        del self.rows[key]
t = Table()
del t[1]
print(t.rows)
matrix = [[1, 2, 3], [4, 5, 6]]
del matrix[0][1]
del matrix[1][:2]
print(matrix)
buffer = bytearray(b"hello world")
del buffer[5:]
del buffer[0]
print(buffer)
