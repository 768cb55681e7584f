def make_counter(start: int) -> int:
    class Counter:
        step = 2

        def __init__(self, n: int) -> None:
            self.n = n

        def tick(self) -> int:
            self.n += self.step
            return self.n

    c = Counter(start)
    c.tick()
    return c.tick()


print(make_counter(10), make_counter(20))


def outer() -> None:
    class MyError(Exception):
        def __init__(self, code: int) -> None:
            super().__init__(f"code {code}")
            self.code = code

    class Derived(MyError):
        pass

    try:
        raise Derived(3)
    except MyError as e:
        print(type(e).__name__, e, e.code)
    print(MyError.__qualname__)
    print([MyError(1), Derived(2)])


outer()
