import errno
class MyError(Exception):
    pass
class Coded(MyError):
    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
def show(e: BaseException) -> None:
    print(type(e).__name__, str(e), repr(e), e.args)
show(ValueError()); show(ValueError("a")); show(ValueError("a", 2)); show(KeyError("k")); show(KeyError(1)); show(KeyError())
show(MyError(1.5, None, (1, "x"))); show(Coded(3, "text")); show(OSError("plain")); show(OSError(2, "No such file"))
show(OSError(errno.ECONNREFUSED, "refused", "name")); show(OSError(errno.ENOENT, "gone"))
show(UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "invalid start byte"))
show(UnicodeEncodeError("ascii", "aé", 1, 2, "ordinal not in range(128)"))
show(SystemExit(3)); show(StopIteration(5)); show(ValueError(True)); show(ValueError([1, 2])); show(ValueError({"a": 1}))
try:
    raise ConnectionResetError(errno.ECONNRESET, "reset")
except ConnectionError as e:
    print(e.errno, e.strerror, e.filename, isinstance(e, OSError), e)
try:
    raise OSError(errno.EPIPE, "pipe")
except BrokenPipeError as e:
    print("pipe", e)
try:
    try:
        {"a": 1}["x"]
    except KeyError as e:
        raise MyError("wrapped") from e
except MyError as e:
    print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
def f(n: int) -> int:
    if n == 0:
        raise Coded(1, "deep")
    return f(n - 1) + 1
def g() -> None:
    try:
        f(5)
    except MyError as e:
        e.add_note("a note")
        raise RuntimeError("second") from e
try:
    g()
finally:
    print("finally")
