"""`object()` as a mark that nothing else is."""

from typing import Final

MISSING: Final = object()
_END = object()


class Registry:
    default = object()

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def get(self, name: str, default: object = MISSING) -> object:
        found = self.values.get(name, MISSING)
        if found is not MISSING:
            return found
        if default is MISSING:
            raise KeyError(name)
        return default


def produce(count: int) -> list[object]:
    made: list[object] = [number * 2 for number in range(count)]
    made.append(_END)
    return made


registry = Registry()
registry.values["a"] = 1
print(registry.get("a"), registry.get("b", None), registry.get("c", "default"))
try:
    registry.get("d")
except KeyError as error:
    print("KeyError", error)
for item in produce(3):
    if item is _END:
        break
    print(item)
first, second = object(), object()
print(first is second, first == second, first == first, first != second, first is first, bool(first), hash(first) == hash(first))
print(type(first).__name__, type(first) is object, isinstance(first, object), isinstance(first, Registry), repr(first).split(" at ")[0], str(MISSING)[:16])
names: dict[object, str] = {first: "first", MISSING: "missing", 3: "three"}
print(names[first], names[MISSING], names[3], second in names, len({first, second, first}), [first, second].index(second))
match registry.get("a", MISSING):
    case int(number):
        print("number", number)
    case _:
        print("something else")
print(Registry.default is Registry().default, Registry.default == MISSING)
