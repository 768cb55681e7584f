class UserId(int):
    pass


kept: list[int] = [UserId(7)]
print(kept, type(kept[0]).__name__)
