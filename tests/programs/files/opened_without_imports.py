"""`open()` in a program that imports nothing."""


def first_line(path: str) -> str:
    try:
        with open(path) as file:
            return file.readline()
    except FileNotFoundError as error:
        return f"{type(error).__name__} {error.errno} {error.filename}"


print(first_line("/no/such/file"))
try:
    open("", "rb")
except FileNotFoundError as error:
    print(error)
