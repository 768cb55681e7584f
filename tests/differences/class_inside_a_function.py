def make() -> type[Exception]:
    class Problem(Exception):
        pass

    return Problem


first, second = make(), make()
try:
    raise first("x")
except second:
    print("caught")
except Exception as error:
    print("another class of the same name:", type(error).__name__)
