def double(x: int) -> int:
    """Twice the number.

    >>> double(4)
    8
    """
    return 2 * x


if __name__ == "__main__":
    import doctest

    doctest.testmod()
    print(double(4))
