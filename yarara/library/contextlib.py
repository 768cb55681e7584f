"""`contextlib`: context managers from generators, and some that are ready."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Callable, Generator, Generic, Iterator, ParamSpec, Protocol, TypeVar, cast, overload

from yarara import machine
from yarara.kernel.memory.typeinfo import TypeInfo
from yarara.library._redirection import redirect_stderr as redirect_stderr, redirect_stdout as redirect_stdout
from yarara.runtime.exceptions import shorten_trace, trace_length

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
T_co = TypeVar("T_co", covariant=True)
C = TypeVar("C", bound="_Closes")
L = TypeVar("L", bound="_Leaves")
_Exit = Callable[[type[BaseException] | None, BaseException | None, TracebackType | None], bool | None]


class _Closes(Protocol):
    def close(self) -> object: ...


class _Leaves(Protocol):
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None: ...


class _Manager(Protocol[T_co]):
    """What a `with` statement takes."""

    def __enter__(self) -> T_co: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None: ...


class AbstractContextManager(ABC, Generic[T]):
    """A context manager that gives itself."""

    def __enter__(self) -> T:
        return cast(T, self)

    @abstractmethod
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None: ...


class _GeneratorContextManager(AbstractContextManager[T]):
    """Runs a generator up to its only `yield` to enter, and from there to leave."""

    def __init__(self, generator: Generator[T, None, None]) -> None:
        self.gen = generator

    def __enter__(self) -> T:
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool:
        if error is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        frames = trace_length(error) if machine.COMPILED else 0
        try:
            self.gen.throw(error)
        except StopIteration as stop:
            return stop is not error
        except RuntimeError as failure:
            if failure is error or isinstance(error, StopIteration) and failure.__cause__ is error:
                return False
            raise
        except BaseException as raised:
            if raised is not error:
                raise
            if machine.COMPILED:
                shorten_trace(error, frames)  # it goes on from the `with`, not from the generator
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func: Callable[P, Iterator[T]]) -> Callable[P, _GeneratorContextManager[T]]:
    """Decorator: a generator function with one `yield` becomes a function that makes context managers."""
    def manager(*args: P.args, **kwargs: P.kwargs) -> _GeneratorContextManager[T]:
        return _GeneratorContextManager(cast(Generator[T, None, None], func(*args, **kwargs)))
    return manager


class ContextDecorator:
    """A base for context managers that are decorators as well: the function runs inside of them."""

    def __enter__(self) -> object:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None:
        return None

    def __call__(self, func: Callable[P, R]) -> Callable[P, R]:
        def inside(*args: P.args, **kwargs: P.kwargs) -> R:
            with self:
                return func(*args, **kwargs)
        return inside


class closing(Generic[C]):
    """Calls `close()` of the object when the block is left."""

    def __init__(self, thing: C) -> None:
        self.thing = thing

    def __enter__(self) -> C:
        return self.thing

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        self.thing.close()


class nullcontext(Generic[T]):
    """Does nothing; gives what it was made with."""

    @overload
    def __init__(self: nullcontext[None], enter_result: None = None) -> None: ...
    @overload
    def __init__(self, enter_result: T) -> None: ...
    def __init__(self, enter_result: T | None = None) -> None:
        self.enter_result = cast(T, enter_result)

    def __enter__(self) -> T:
        return self.enter_result

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        pass


def _derives(kind: type[BaseException], wanted: type[BaseException]) -> bool:
    """`issubclass` of two classes that are known only when the program runs."""
    if not machine.COMPILED:
        return issubclass(kind, wanted)
    number, first = TypeInfo.at(machine.address_of(kind)).id, TypeInfo.at(machine.address_of(wanted))
    return first.id <= number <= first.last_id


class suppress:
    """Swallows exceptions of these classes."""

    def __init__(self, *exceptions: type[BaseException]) -> None:
        self._exceptions = exceptions

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool:
        if kind is None:
            return False
        for wanted in self._exceptions:
            if _derives(kind, wanted):
                return True
        return False


class ExitStack:
    """Context managers and calls that are undone together, the last one first."""

    def __init__(self) -> None:
        self._exits: list[_Exit] = []

    def __enter__(self) -> ExitStack:
        return self

    def enter_context(self, cm: _Manager[T], /) -> T:
        """Enter a context manager now and leave it with the stack."""
        entered = cm.__enter__()
        self._exits.append(cm.__exit__)
        return entered

    @overload
    def push(self, exit: L, /) -> L: ...
    @overload
    def push(self, exit: _Exit, /) -> _Exit: ...
    def push(self, exit: T, /) -> T:
        """Leave this context manager, which was entered elsewhere, or make this call with the exception, when the stack is left."""
        if hasattr(exit, "__exit__"):
            self._exits.append(exit.__exit__)
        else:
            self._exits.append(cast(_Exit, exit))
        return exit

    def callback(self, callback: Callable[P, object], /, *args: P.args, **kwds: P.kwargs) -> None:
        """Make this call when the stack is left."""
        def leave(kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool | None:
            callback(*args, **kwds)
            return False
        self._exits.append(leave)

    def pop_all(self) -> ExitStack:
        """Hand everything over to a new stack."""
        other = ExitStack()
        other._exits = self._exits
        self._exits = []
        return other

    def close(self) -> None:
        self.__exit__(None, None, None)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None:
        pending = error
        while self._exits:
            leave = self._exits.pop()
            try:
                if leave(None if pending is None else type(pending), pending, None):
                    pending = None
            except BaseException as raised:
                pending = raised
        if pending is not None and pending is not error:
            raise pending
        return error is not None and pending is None
