from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

class ABCMeta(type): ...

def abstractmethod(funcobj: _F) -> _F: ...

class ABC(metaclass=ABCMeta): ...
