def make() -> int:
    class Local:
        seen: list[int] = []
    return len(Local.seen)


print(make())
