"""Generators: what a function with `yield`, or a generator expression, makes.

The body is an LLVM coroutine (`yarara/compiler/generators.py`): its variables and what it was just computing are words behind the
fields of this object, laid out like the slots of an Array, and the collector looks at each of them conservatively. Body and
consumer exchange values through the fields.
"""

from __future__ import annotations

from typing import Final, Generic, NoReturn, TypeVar

from yarara import machine
from yarara.runtime.errors import raise_type, raise_value

Y = TypeVar("Y")  # what it yields
S = TypeVar("S")  # what is sent to it
R = TypeVar("R")  # what it returns

CREATED: Final = 0
SUSPENDED: Final = 1  # at a yield; set by the body
RUNNING: Final = 2
ENDED: Final = 3  # set by the body


@machine.never_inline
def raise_stopped(error: BaseException) -> NoReturn:
    """What a StopIteration becomes when it leaves the body of a generator (PEP 479)."""
    failure = RuntimeError("generator raised StopIteration")
    failure.__context__ = error
    raise failure from error


class Generator(Generic[Y, S, R]):
    """One call of a generator function. Objects are made by compiled code only."""

    _words: int  # of the body's frame behind the fields; 0 when it has ended: nothing of it is alive then
    _frame: int  # its address; not the same distance from the object for all types
    _state: int
    _value: Y  # yielded last
    _sent: S | None
    _thrown: BaseException | None  # to be raised at the yield
    _error: BaseException | None  # that left the body
    _result: R | None

    def __iter__(self) -> Generator[Y, S, R]:
        return self

    def __next__(self) -> Y:
        self._sent = None
        if not self._advance():
            self._stop()
        return self._value

    def send(self, value: S | None) -> Y:
        if self._state == CREATED and value is not None:
            raise_type("can't send non-None value to a just-started generator")
        self._sent = value
        if not self._advance():
            self._stop()
        return self._value

    def throw(self, error: BaseException) -> Y:
        if not self._deliver(error):
            self._stop()
        return self._value

    def close(self) -> None:
        if self._state == CREATED:
            self._state = ENDED
            self._words = 0
        elif self._state != ENDED:
            self._close_running()

    @machine.never_inline
    def _close_running(self) -> None:
        if self._state == RUNNING:
            raise_value("generator already executing")
        self._thrown = GeneratorExit()
        self._state = RUNNING
        machine.resume(self)
        if self._state == SUSPENDED:
            raise RuntimeError("generator ignored GeneratorExit")
        if isinstance(self._error, GeneratorExit):
            self._error = None
        else:
            self._ended()

    def _advance(self) -> bool:
        """Run to the next yield. False at the end; exceptions of the body are raised."""
        if self._state >= RUNNING:
            return self._refuse()
        self._state = RUNNING
        machine.resume(self)
        return True if self._state == SUSPENDED else self._ended()

    def _deliver(self, error: BaseException) -> bool:
        """The same, with an exception raised at the yield where it stands."""
        if self._state == ENDED:
            raise error
        if self._state != RUNNING:
            self._thrown = error
        return self._advance()

    @machine.never_inline
    def _refuse(self) -> bool:
        if self._state == RUNNING:
            raise_value("generator already executing")
        return False

    @machine.never_inline
    def _ended(self) -> bool:
        """The body has ended: False, or the exception that left it (PEP 479: a StopIteration is a mistake)."""
        error = self._error
        if error is None:
            return False
        self._error = None
        if isinstance(error, StopIteration):
            raise_stopped(error)
        raise error

    def _take_result(self) -> R | None:
        """What the body returned: the value of `yield from`. Given once."""
        result = self._result
        self._result = None
        return result

    @machine.never_inline
    def _stop(self) -> None:
        result = self._take_result()
        if result is None:
            raise StopIteration()  # a new one: what was thrown into the body may be the one that exists once
        raise StopIteration(result)
