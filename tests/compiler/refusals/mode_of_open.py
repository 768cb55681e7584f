def read(name: str, mode: str) -> int:
    with open(name, mode) as file:
        return len(file.read())


print(read("a", "r"))
