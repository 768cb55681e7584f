import threading
def unused(x, y):
    return x + y.foo
class A:
    def helper(self, z): return z
    def ok(self) -> int: return 3
def half(x: int):
    return x
def noret():
    print("x")
print(A().ok())
print(half(3))
