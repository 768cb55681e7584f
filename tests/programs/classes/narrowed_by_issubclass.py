"""What a class has of which issubclass() has told that it is derived from another one than was declared."""

class AppError(Exception):
    code = 3
class Sub(AppError):
    code = 4
def f(kind: type[BaseException] | None) -> None:
    if kind is not None and issubclass(kind, AppError):
        print(kind.__name__, kind.code)
    else:
        print(kind)
def g(kind: type[BaseException]) -> int:
    if not issubclass(kind, AppError):
        return 0
    return kind.code
f(None); f(ValueError); f(AppError); f(Sub)
print(g(OSError), g(Sub))
