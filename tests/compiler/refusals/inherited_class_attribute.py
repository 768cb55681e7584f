class A:
    total = 0


class B(A):
    pass


B.total = 5
print(A.total)
