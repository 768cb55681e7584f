def f(items: list[str]) -> int:
    n = 0
    for _ in range(3):
        n += 1
    for _ in items:
        n += 10
    _, b = ("x", 2)
    a, _ = 1, 2.5
    for i, _ in enumerate(items):
        n += i
    return n + a + b
print(f(["a", "b"]))
def g() -> None:
    for _ in range(2):
        print(_)
g()
for _ in range(2):
    print("top", _)
squares = [_ * _ for _ in range(4)]
print(squares)
