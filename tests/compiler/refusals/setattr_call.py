class A:
    x = 1


def made() -> A:
    return A()


setattr(made(), "x", 2)
