"""Module docstring."""
def documented() -> None:
    """One line."""
def stub() -> None: ...
def nothing() -> None:
    pass
class Empty:
    pass
class Documented:
    """A class
    with two lines."""
    def method(self) -> int:
        "single quotes"
        return 1
class Protocolish:
    def later(self) -> None: ...
if True: pass
else: pass
for _ in range(2): pass
while False: pass
documented(); stub(); nothing()
print(documented.__doc__, nothing.__doc__, documented.__name__)
print(Documented.__name__, Documented().method(), Empty().__class__.__name__, type(Protocolish()).__name__)
x = 1; y = 2; print(x + y)
if x: print("one line"); print("two statements")
long_sum = 1 + \
    2 + \
    3
text = ("implicit "
        "concatenation "
        f"of {long_sum}")
print(long_sum, text, (
    "trailing comma",
), [
    1,
    2,
])
0, 1
"expression statement"
[n for n in range(3)]
print(__name__, x if x else ..., ... is Ellipsis, repr(...))
