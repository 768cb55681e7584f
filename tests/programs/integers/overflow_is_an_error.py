# Where CPython's int grows, ours raises OverflowError: this program looks only at what both can represent.
largest = 9223372036854775807
smallest = -9223372036854775807 - 1


def try_add(a: int, b: int) -> str:
    try:
        c = a + b
    except OverflowError:
        return "does not fit"
    return str(c) if smallest <= c <= largest else "does not fit"


def try_multiply(a: int, b: int) -> str:
    try:
        c = a * b
    except OverflowError:
        return "does not fit"
    return str(c) if smallest <= c <= largest else "does not fit"


def try_shift(a: int, b: int) -> str:
    try:
        c = a << b
    except OverflowError:
        return "does not fit"
    return str(c) if smallest <= c <= largest else "does not fit"


def try_negate(a: int) -> str:
    try:
        c = -a
    except OverflowError:
        return "does not fit"
    return str(c) if smallest <= c <= largest else "does not fit"


print(try_add(largest, 0), try_add(largest, 1), try_add(smallest, -1), try_add(largest, smallest))
print(try_multiply(3037000499, 3037000499), try_multiply(3037000500, 3037000500), try_multiply(smallest, -1))
print(try_shift(1, 62), try_shift(1, 63), try_shift(-1, 63), try_shift(-1, 64), try_shift(0, 200))
print(try_negate(largest), try_negate(smallest))
