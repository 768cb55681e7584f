"""`StrEnum` and `class X(str, Enum)`: members are strings."""
from enum import Enum, StrEnum, auto


class Method(StrEnum):
    GET = auto()
    POST = "post"
    Delete = auto()


class Old(str, Enum):
    A = "a"
    B = "b"


def header(text: str) -> str:
    return text.title() + ":"


print(Method.GET, repr(Method.POST), f"{Method.Delete} {Method.GET:>6}|", Method("delete"), Method["POST"].value)
print(Method.GET == "get", "post" == Method.POST, Method.GET.upper(), header(Method.POST), Method.GET + "!", "<" + Method.POST)
print({Method.GET: 1}[Method("get")], {"get": 2}[Method.GET], Method.GET in ["get"], Method.GET in {"get": 1})
print(Old.A, repr(Old.B), f"{Old.A}", Old.A == "a", Old("b"), Old.A.value, Old.B.upper(), Old.A < "b")
print([m.value for m in Method], ",".join([m.value for m in Method]), len(Method.POST), list(Method.GET), Method.GET[1:])
print(sorted(Method), "o" in Method.POST, Method.GET.startswith("g"), hash(Method.GET) == hash("get"))
