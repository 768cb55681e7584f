"""What a clause of `except*` raises again is put back where it was in the group."""

def run() -> None:
    try:
        raise ExceptionGroup("m", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise
    except* TypeError as e:
        raise RuntimeError("new") from None
try:
    run()
except ExceptionGroup as e:
    print(repr(e), [(repr(x), repr(x.__context__)) for x in e.exceptions], repr(e.__context__))
run()
