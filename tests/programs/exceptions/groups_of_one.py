"""A single exception in `except*` is handled as a group of one."""

def run() -> None:
    try:
        raise ValueError("naked")
    except* TypeError:
        print("types")
def again() -> None:
    try:
        raise ValueError("naked")
    except* ValueError as e:
        print(repr(e))
        raise
def third() -> None:
    try:
        raise ValueError("naked")
    except* ValueError as e:
        raise KeyError("k") from e
for f in (run, again, third):
    try:
        f()
    except BaseException as e:
        print(repr(e), repr(e.__context__), repr(e.__cause__))
third()
