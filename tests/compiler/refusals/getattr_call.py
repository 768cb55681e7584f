class A:
    x = 1


for name in ("x", "y"):
    print(getattr(A(), name))
