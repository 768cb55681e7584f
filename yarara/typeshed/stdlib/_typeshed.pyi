from typing import Any, Iterable, Protocol, TypeVar

_K = TypeVar("_K")
_V_co = TypeVar("_V_co", covariant=True)
_T_contra = TypeVar("_T_contra", contravariant=True)
_T_co = TypeVar("_T_co", covariant=True)

class SupportsLessThan(Protocol):
    """What `sorted`, `min` and `max` ask of their items."""
    def __lt__(self, other: Any, /) -> bool: ...

class SupportsAdd(Protocol):
    """What `sum` asks of its items."""
    def __add__(self, other: Any, /) -> Any: ...

class SupportsWrite(Protocol[_T_contra]):
    """What `print` asks of `file`."""
    def write(self, s: _T_contra, /) -> object: ...

class SupportsNext(Protocol[_T_co]):
    def __next__(self) -> _T_co: ...

class SupportsIter(Protocol[_T_co]):
    def __iter__(self) -> _T_co: ...

# mypy looks this one up by name for `{**mapping}`.
class SupportsKeysAndGetItem(Protocol[_K, _V_co]):
    def keys(self) -> Iterable[_K]: ...
    def __getitem__(self, key: _K, /) -> _V_co: ...

SupportsLessThanT = TypeVar("SupportsLessThanT", bound=SupportsLessThan)
SupportsAddT = TypeVar("SupportsAddT", bound=SupportsAdd)

class NothingKnown:
    """What is given by a function whose result is not annotated, and of which nothing else is known yet."""
