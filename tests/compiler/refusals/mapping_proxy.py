from types import MappingProxyType

print(MappingProxyType({"a": 1})["a"])
