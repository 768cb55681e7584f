class UserId(int):
    pass
def make() -> int:
    return UserId(3)
x = make()
print(isinstance(x, UserId))
