__all__ = ["alpha", "Beta", "_gamma", "level"]
level = 3


def alpha() -> int:
    return 1


class Beta:
    k = 4


def _gamma() -> int:
    return 2


def hidden() -> int:
    return 5
