class Names(list[str]):
    pass


names = Names()
names.append("a")
print(names)
