count = 0


def increase() -> int:
    global count
    count += 1
    return count
