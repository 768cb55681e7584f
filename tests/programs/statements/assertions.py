def positive(n: int) -> int:
    assert n > 0, f"{n} is not positive"
    return n
def even(n: int) -> int:
    assert n % 2 == 0
    return n // 2
for f in (positive, even):
    for n in (4, -3):
        try:
            print(f.__name__, n, f(n))
        except AssertionError as error:
            print(f.__name__, n, repr(error), str(error), error.args)
try:
    assert (1, "tuple") == (1, "list"), ("message", 42)
except AssertionError as error:
    print(error.args)
def checked(items: list[int]) -> int:
    assert items, "no items"
    assert all(isinstance(i, int) for i in items)
    first = items[0]
    assert first is not None
    return first
print(checked([5]))
try:
    checked([])
except AssertionError as error:
    print(f"failed: {error}")
