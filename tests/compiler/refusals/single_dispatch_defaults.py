from functools import singledispatch


@singledispatch
def show(value: object, width: int = 8) -> str:
    return str(value).rjust(width)


@show.register
def _(value: int, width: int = 4) -> str:
    return str(value).rjust(width)


print(show(1))
