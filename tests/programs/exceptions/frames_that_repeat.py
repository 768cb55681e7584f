"""Equal frames in a row are counted; those of functions that call each other are not."""


def down(n: int) -> int:
    if n == 0:
        return even(5)
    return 1 + down(n - 1)


def even(n: int) -> int:
    return n if n < 0 else odd(n - 1)


def odd(n: int) -> int:
    return even(n - 1) if n > 1 else thrice(3)


def thrice(n: int) -> int:
    return thrice(n - 1) if n else 10 // n


try:
    print(thrice(4))
except ZeroDivisionError as error:
    print(error)
    try:
        print(down(1))
    except ZeroDivisionError as again:
        again.__cause__ = error
        try:
            print(down(4))
        except ZeroDivisionError as last:
            last.__cause__ = again
            raise
