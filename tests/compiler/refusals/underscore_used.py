def f(items: list[str]) -> None:
    for _ in range(3):
        print(_)
    for _ in items:
        pass
f(["a"])
