def show(n: int) -> None:
    print(n, n is True)


class Counter:
    def __init__(self, start: int) -> None:
        self.start = start


flag: int = True
show(True)
print(flag, Counter(flag).start)
things: list[object] = [True, 2]
for thing in things:
    if isinstance(thing, int):
        print(thing, max(thing, 0))
    if isinstance(thing, bool):
        print("a bool:", thing)
