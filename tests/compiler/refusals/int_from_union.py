def show(value: int | str) -> None:
    print(value + 1)


show(1)
