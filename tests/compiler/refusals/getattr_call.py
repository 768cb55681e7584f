class A:
    x = 1


print(getattr(A(), "x"))
