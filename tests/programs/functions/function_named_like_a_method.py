"""A function of a module may have the name of a special method: it is a function like any other."""


def __init__():
    return 42


def __len__():
    return "long"


print(__init__() + 1, __len__())
