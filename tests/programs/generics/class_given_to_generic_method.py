"""A class given as a function to a generic method that derived classes override: its type variable is what mypy infers."""

from typing import Generic, TypeVar, Callable
from abc import ABC, abstractmethod
T = TypeVar("T")
U = TypeVar("U")
class Result(Generic[T], ABC):
    @abstractmethod
    def map(self, f: Callable[[T], U]) -> "Result[U]": ...
    @abstractmethod
    def unwrap_or(self, default: T) -> T: ...
class Ok(Result[T]):
    def __init__(self, value: T) -> None:
        self.value = value
    def map(self, f: Callable[[T], U]) -> Result[U]:
        return Ok(f(self.value))
    def unwrap_or(self, default: T) -> T:
        return self.value
class Err(Result[T]):
    def map(self, f: Callable[[T], U]) -> Result[U]:
        return Err()
    def unwrap_or(self, default: T) -> T:
        return default
def parse(text: str) -> Result[int]:
    if text == "x":
        return Err()
    return Ok(int(text))
r = parse("12").map(lambda v: 100 // v)
print(r.map(str).unwrap_or("none"))
