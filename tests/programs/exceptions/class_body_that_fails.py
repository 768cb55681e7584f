"""A class body is a frame of its own, which an exception leaves on its way."""

limits = {"small": 10}


def limit(name: str) -> int:
    print("limit of", name)
    return limits[name]


class Outer:
    small = limit("small")

    class Inner:
        half = small = limit("small") // 2
        large = limit("large") + 1

    print("never printed")
