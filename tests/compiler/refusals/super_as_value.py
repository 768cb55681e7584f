class A:
    def f(self) -> int:
        return 1


class B(A):
    def f(self) -> int:
        parent = super()
        return parent.f()


print(B().f())
