"""`error.args`: a tuple of whatever the exception was made of, used as what it is."""


def parse(text: str) -> int:
    if not text.isdigit():
        raise ValueError("no number", text, len(text))
    return int(text)


def report(text: str) -> None:
    try:
        print(parse(text))
    except ValueError as error:
        reason: str = error.args[0]
        length: int = error.args[2]
        print(reason.upper(), length + 1, error.args, len(error.args))
        what, given, size = error.args
        print(what.title(), given[0], size * 2, what + ": " + given)
        for argument in error.args:
            print("  ", argument, isinstance(argument, str))
        print(", ".join(str(argument) for argument in error.args))


class Refused(Exception):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code


report("12")
report("x1y")
try:
    print({1: "x"}[5])
except KeyError as missing:
    print(missing.args[0] + 1, missing.args == (5,), missing.args[0] == 5)
    key = missing.args[0]
    key += 10
    print(key, f"{key:>6}")
try:
    raise Refused(404, "gone")
except Refused as refused:
    print(refused.args[0] == refused.code, refused.args[1] + "!", refused.args)
try:
    raise RuntimeError
except RuntimeError as bare:
    print(bare.args, len(bare.args), bare.args[:1])
