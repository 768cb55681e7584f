from functools import singledispatch


@singledispatch
def show(value: object) -> str:
    return str(value)


def show_list(value: list[object]) -> str:
    return f"{len(value)} items"


def prepare(wanted: bool) -> None:
    if wanted:
        show.register(list, show_list)


prepare(True)
print(show([1]))
