"""`types.SimpleNamespace`: attributes named in the call and assigned later, in the order in which they came."""

import types
from types import SimpleNamespace

config = SimpleNamespace(host="here", port=80)
print(config, config.port + 1, config.host.upper(), type(config).__name__)
config.paths = ["/"]
config.paths.append("/news")
print(config)

empty = types.SimpleNamespace()
print(empty)
empty.x = 3
empty.y = "why"
print(empty, empty.x * 2)
del empty.x
print(empty, hasattr(empty, "x"), getattr(empty, "x", -1))
empty.x = 4
print(empty)

backwards = SimpleNamespace()
backwards.second = 2
backwards.first = 1


def swapped() -> None:
    other = SimpleNamespace()
    if config.port > 90:
        other.one = 1
    other.two = 2
    other.one = 3
    print(other)


swapped()
print(backwards)
print(SimpleNamespace(host="a", port=1) == SimpleNamespace(host="a", port=1), SimpleNamespace(p=1, q=2.5) == SimpleNamespace(q=2.5, p=1), config == 3)
try:
    print(SimpleNamespace(host="no", port=0).paths)
except AttributeError as error:
    print(error)
points = [SimpleNamespace(x=i, y=i * 2) for i in range(3)]
print(sum(point.x + point.y for point in points), points)
nested = SimpleNamespace(inner=SimpleNamespace(value=3), name="n")
nested.inner.value += 1
print(nested, nested.inner.value)


def make(size: int):
    return SimpleNamespace(size=size, text=str(size), parent=None)


print(make(3).size, make(4))
