class AppError(Exception):
    def __init__(self, code: int, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    def __str__(self) -> str:
        return f"[{self.code}] {self.detail}"


class Sub(AppError):
    pass


e = AppError(4, "four")
print(e, repr(e), e.args, e.code)
try:
    try:
        raise KeyError("inner")
    except KeyError as k:
        raise Sub(7, "outer") from k
except AppError as err:
    print(err, repr(err.__cause__), err.__context__ is err.__cause__, err.__suppress_context__)
    err.add_note("a note")
    err.add_note("another")
    print(err.__notes__)
try:
    try:
        1 // 0
    except ZeroDivisionError:
        raise ValueError("bad")
except ValueError as v:
    print(repr(v.__context__), v.__cause__)
x = ValueError("a", 1)
print(x.args[0], len(x.args), x == x, x.with_traceback(None) is x)
errors: list[Exception] = [ValueError("v"), AppError(1, "x"), OSError(2, "No such file")]
for er in errors:
    try:
        raise er
    except AppError as app:
        print("app", app.code)
    except (ValueError, OSError) as other:
        print(type(other).__name__, other, other.args)
class Plain(Exception):
    """Nothing of its own."""
print(Plain(), repr(Plain()), repr(Plain("a")), str(Plain("a", 2)))
