tries = 0


def count() -> int:
    global tries
    tries += 1
    return tries
