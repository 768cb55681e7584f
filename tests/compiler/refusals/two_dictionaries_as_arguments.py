def show(name: str, size: str) -> None:
    print(name, size)


first = {"name": "x"}
show(**first, **{"size": first["name"]} | first)
