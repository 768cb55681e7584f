def inner() -> None:
    raise ValueError("from inner")


def middle(swallow: bool) -> None:
    try:
        inner()
    except ValueError as error:
        print("middle saw", error)
        if not swallow:
            raise


def outer() -> None:
    try:
        middle(False)
    except ValueError as error:
        raise RuntimeError("outer failed") from error


middle(True)
try:
    outer()
except RuntimeError as error:
    print(error, "because", error.__cause__)
try:
    middle(False)
except ValueError as error:
    kept = error
print("kept", kept)
outer()
