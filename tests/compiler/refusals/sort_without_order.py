class A:
    pass


print(sorted([A(), A()]))
