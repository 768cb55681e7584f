"""`__del__`: what an object does before it is freed.

The garbage collector finds that nothing refers to an object any more later than CPython does, which counts references (kernel/memory/finalizers.py).
Its turn comes then, at the end of `gc.collect()`, when the next object with a `__del__` is made, or when the program has ended, whichever is first.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar, cast

from yarara import machine
from yarara.kernel import ending
from yarara.kernel.memory import collector, finalizers
from yarara.kernel.threads.mutex import Mutex
from yarara.library._gc import after_collection
from yarara.runtime import tracebacks
from yarara.runtime.output import write_stderr


class Finalizable(Protocol):
    """An object that wants to be told."""

    def __del__(self) -> object: ...


T = TypeVar("T", bound=Finalizable)


class Record:
    """What is known of one object until it was told."""

    _target: int  # these two are known to kernel/memory/finalizers.py
    _next: int

    def tell(self) -> None:
        """Call its `__del__`; what that raises is only shown."""
        raise NotImplementedError


class RecordOf(Record, Generic[T]):
    """That of an object of one class."""

    def __init__(self, target: T) -> None:
        declared: T = target  # so that the compiler knows which classes may come out again
        self._target = machine.address_of(declared)
        self._next = 0
        finalizers.register(machine.address_of(self))

    def tell(self) -> None:
        try:
            cast(T, machine.object_at(object, self._target)).__del__()
        except BaseException as error:
            write_stderr("Exception ignored in: <function __del__>\n")
            tracebacks.print_exception(error)


def watch(target: T) -> None:
    """The compiler calls this for each new object of a class with `__del__`, before `__init__`."""
    tell_due()
    RecordOf(target)


_telling = Mutex()


def tell_due() -> bool:
    """Call `__del__` of the objects whose turn it is; whether there was one."""
    told = False
    while True:
        with _telling:
            address = finalizers.take_due()
        if address == 0:
            return told
        machine.object_at(Record, address).tell()
        told = True


def _after_collection() -> None:
    """Those that were only referred to by objects that have just had their turn come now: `gc.collect()` is over when nothing is left."""
    while tell_due():
        collector.collect()


def _at_end() -> None:
    """An object that is made meanwhile has its turn too."""
    finalizers.end()
    collector.collect()
    while tell_due():
        collector.collect()


after_collection.append(_after_collection)
ending.add_last_finisher(_at_end)
