"""`kw_only=True`, `KW_ONLY` and `field(kw_only=True)`: parameters by name, fields in the order of the class body."""
from dataclasses import KW_ONLY, dataclass, field


@dataclass
class Request:
    path: str
    _: KW_ONLY
    method: str = "GET"
    timeout: float
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Options:
    depth: int = 1
    name: str


@dataclass
class Mixed:
    a: int = field(kw_only=True)
    b: int
    c: int = 3


@dataclass
class Child(Options):
    extra: bool


print(Request("/", timeout=1.5))
print(Request("/x", timeout=2.5, method="POST", headers={"a": "b"}))
print(Options(name="n"), Options(name="m", depth=4))
print(Mixed(2, a=1), Mixed(2, 5, a=9))
print(Child(True, name="child"), Child(False, depth=2, name="c") == Child(False, name="c", depth=2))
