from typing import Any, Generic, TypeVar, final

from _types import MappingProxyType as MappingProxyType, SimpleNamespace as SimpleNamespace

_T_co = TypeVar("_T_co", covariant=True)

class ModuleType:
    __name__: str
    __file__: str

class FunctionType:
    __name__: str
    __qualname__: str
    __module__: str

class MethodType:
    __name__: str
    __qualname__: str
    __module__: str

@final
class TracebackType:
    """The type of `__traceback__`; where an exception passed is printed, not inspected."""

@final
class NoneType:
    def __bool__(self) -> bool: ...

@final
class EllipsisType: ...

class UnionType: ...

class GenericAlias: ...
