def show(**options: int) -> None:
    print(options)


show(a=1)
