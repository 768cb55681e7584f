for x in (1, 2.5):
    print(x + 0.25)
for word, result in (("true", True), ("false", False), ("null", None)):
    print(word, result)
for a, (b, c) in ((1, ("x", 2.0)), (2, ("y", None))):
    print(a, b, c)
for k in (1, "a", None, 2.5):
    print(k)
class A:
    def f(self) -> str: return "A"
class B(A):
    def f(self) -> str: return "B"
class C(A): pass
for o in (B(), C(), A()):
    print(o.f())
for n, o in (("b", B()), ("c", C())):
    print(n, o.f())
for name, fn in (("up", str.upper), ("low", str.lower)):
    print(name, fn("aB"))
