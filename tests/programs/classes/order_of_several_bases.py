class Root:
    def setup(self, level: int) -> list[str]:
        return [f"Root {level}"]


class A(Root):
    def setup(self, level: int) -> list[str]:
        return [f"A {level}"] + super().setup(level + 1)


class B(Root):
    def setup(self, level: int) -> list[str]:
        return [f"B {level}"] + super().setup(level=level + 1)


class C(Root):
    def setup(self, level: int) -> list[str]:
        return [f"C {level}"] + super().setup(level + 10)


class D(A, B):
    pass


class E(C, A):
    def setup(self, level: int) -> list[str]:
        return ["E"] + super().setup(level)


class F(E, B):
    def setup(self, level: int = 100) -> list[str]:
        return ["F"] + super().setup(level)


roots: list[Root] = [Root(), A(), B(), C(), D(), E()]
for r in roots:
    print(type(r).__name__, r.setup(0))
print(F().setup())
