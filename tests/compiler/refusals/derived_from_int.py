class Age(int):
    pass


print(Age(3))
