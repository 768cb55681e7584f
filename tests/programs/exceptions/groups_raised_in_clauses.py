"""What leaves `except*`: what the clauses raise, together with what no clause took; uncaught in the end."""

def run() -> None:
    try:
        raise ExceptionGroup("many", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), OSError(3)])])
    except* ValueError as group:
        print("values", group, group.exceptions)
        raise KeyError("k")
    except* TypeError:
        print("types")


try:
    run()
except BaseExceptionGroup as e:
    print(repr(e), e.__context__)
    for x in e.exceptions:
        print(repr(x), repr(x.__context__), x.__cause__)
run()
