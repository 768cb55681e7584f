"""A class where `object` is declared: in a list, as a key, in a union; isinstance() with `type` finds it."""

class A:
    """A."""
class B(A): pass
x: object = A
print(x, type(x), type(x).__name__, x is A, x == A, x == B, x is B)
l: list[object] = [A, 3, int, None, B, "s", ValueError]
print(l)
for o in l:
    print(isinstance(o, type), isinstance(o, A), o is A, o == int, o)
    if isinstance(o, type):
        print(o.__name__, issubclass(o, A), o is B)
d: dict[object, int] = {A: 1, "x": 2, B: 3}
print(d[A], d[B], A in d, int in d)
def f(u: int | type[A]) -> str:
    if isinstance(u, type):
        return u.__name__ + str(isinstance(u(), B))
    return str(u + 1)
print(f(3), f(A), f(B))
def g(u: type[A] | None) -> str:
    return "none" if u is None else u.__name__
print(g(None), g(B))
y: object = g(None)
z: type[A] | None = B
w: object = z
print(w, hash(w) == hash(B), f"{w}", repr(w), str(w))
print(type(A), type(A) is type, type(int), type(type))
try:
    raise ValueError(A, 3)
except ValueError as e:
    print(e.args, e)
print([A, B], (A, 1), {A: 1}, [(A, B)])
m: dict[type[A], str] = {A: "a", B: "b"}
print(m, m[type(B())])
def show(*args: object) -> None:
    print(*args)
show(A, B, 3)
print(A, B, sep=", ")
print("%s %r" % (A, B), "{}".format(A))
print(sorted([B, A], key=lambda k: k.__name__))
