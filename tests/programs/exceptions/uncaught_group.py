"""An exception group that nobody handles, with tracebacks, causes, notes and groups inside."""

def leaf(n: int) -> None:
    raise ValueError(n)
def collect() -> None:
    errors: list[Exception] = []
    for n in range(3):
        try:
            leaf(n)
        except ValueError as e:
            if n == 1:
                e.add_note("a note\nof two lines")
            errors.append(e)
    try:
        raise ExceptionGroup("inner", [KeyError("x"), OSError(2, "no")])
    except ExceptionGroup as e:
        errors.append(e)
    raise ExceptionGroup("collected", errors)
try:
    collect()
except* KeyError as e:
    print("keys", repr(e))
