class A:
    x = 1


setattr(A(), "x", 2)
