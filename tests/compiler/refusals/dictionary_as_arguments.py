def show(name: str, size: str) -> None:
    print(name, size)


options = {"name": "x", "size": "large"}
show(**options)
