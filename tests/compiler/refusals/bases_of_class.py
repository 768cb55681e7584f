from typing import Generic, TypeVar

T = TypeVar("T")


class Box(Generic[T]): ...


class Crate(Box[int]): ...


print(Crate.__mro__)
