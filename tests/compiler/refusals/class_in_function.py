def make() -> int:
    class Local:
        x = 1
    return Local().x


print(make())
