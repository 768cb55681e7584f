"""Dictionaries of every kind as `Mapping` and `MutableMapping`."""

from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict
from types import MappingProxyType
from typing import Mapping, MutableMapping


def described(mapping: Mapping[str, int]) -> str:
    pairs = ", ".join(f"{key}={mapping[key]}" for key in sorted(mapping))
    return f"{len(mapping)}: {pairs}; a is {mapping.get('a')}, z is {mapping.get('z', -1)}, b {'b' in mapping}"


def copied(mapping: Mapping[str, int]) -> dict[str, int]:
    return dict(mapping)


def extended(mapping: MutableMapping[str, int], name: str) -> int:
    mapping[name] = len(mapping)
    mapping.setdefault("set", 9)
    mapping.update({"u": 5})
    taken = mapping.pop("u")
    return taken + mapping.pop("nothing", 100) + len(mapping)


class Lower(UserDict[str, int]):
    def __setitem__(self, key: str, item: int) -> None:
        super().__setitem__(key.lower(), item)


def all_of_them() -> list[MutableMapping[str, int]]:
    lower = Lower()
    lower["A"], lower["B"] = 1, 2
    default: defaultdict[str, int] = defaultdict(int)
    default["a"] += 7
    return [{"a": 1}, OrderedDict([("b", 2), ("a", 1)]), ChainMap({"a": 1}, {"b": 2}), Counter("abca"), default, lower]


for mapping in all_of_them():
    print(type(mapping).__name__, described(mapping), sorted(copied(mapping).items()))
    print(extended(mapping, "new"), sorted(mapping.items()), sorted(mapping.keys()), sum(mapping.values()))
    print(described(MappingProxyType(mapping)))

chain = ChainMap({"a": 1}, {"a": 5, "b": 2})
print({**chain}, dict(chain), list(chain.items()), chain.pop("b", 7), chain.pop("a"), chain["a"])
print(isinstance(chain, Mapping), isinstance(chain, dict), "a" in chain.keys(), ("b", 2) in chain.items())
