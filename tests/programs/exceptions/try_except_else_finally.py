def attempt(kind: int) -> str:
    log = ""
    try:
        log += "try "
        if kind == 1:
            raise ValueError("one")
        if kind == 2:
            raise KeyError("two")
        if kind == 3:
            return log + "returned"
    except ValueError as error:
        log += f"ValueError({error}) "
    except (KeyError, IndexError) as error:
        log += f"lookup({error}) "
    else:
        log += "else "
    finally:
        print("finally", kind, end=" | ")
    return log


for kind in range(4):
    print(attempt(kind))


def finally_wins() -> int:
    for i in range(5):
        try:
            if i == 2:
                break
            continue
        finally:
            print("leaving", i, end=" ")
    return i


print(finally_wins())
try:
    try:
        raise IndexError("inner")
    finally:
        print("cleanup")
except LookupError as error:
    print("outer", type(error).__name__, error)
try:
    int("x")
except Exception as error:
    print(error)
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise TypeError("second")
except TypeError as error:
    print(error)
