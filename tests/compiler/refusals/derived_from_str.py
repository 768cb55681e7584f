class Name(str):
    pass


print(Name("a"))
