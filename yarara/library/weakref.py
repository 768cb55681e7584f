"""`weakref`: references that do not keep an object.

An object goes when the garbage collector finds that nothing else refers to it, which is later than in CPython, where it goes with the last
reference: call `gc.collect()` where that matters. Callbacks run then, or when the next weak reference is made.
"""

from __future__ import annotations

from typing import Callable, Generic, Iterable, Iterator, TypeVar, TypeVarTuple, Unpack, cast, overload

from yarara import machine
from yarara.kernel import ending
from yarara.kernel.memory import weak
from yarara.kernel.threads.mutex import Mutex
from yarara.library._gc import after_collection
from yarara.runtime import tracebacks
from yarara.runtime.output import write_stderr

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")


class ref(Generic[T]):
    """Calling it gives the object, or None when that has gone; then `callback` is called with this reference."""

    _target: int  # these two are known to kernel/memory/weak.py
    _next: int
    _callback: Callable[[ref[T]], object] | None

    def __init__(self, target: T, callback: Callable[[ref[T]], object] | None = None) -> None:
        declared: T = target  # so that the compiler knows which classes may come out again
        self._target = machine.address_of(declared)
        self._next = 0
        self._callback = callback
        self._hash = 0
        self._is_hashed = False
        _call_back()
        weak.register(machine.address_of(self))

    def __call__(self) -> T | None:
        target = self._target
        if target == 0:
            return None
        return cast(T, machine.object_at(object, target))

    def __eq__(self, other: object) -> bool:
        """Two references are equal while both their objects are there and equal."""
        if not isinstance(other, ref):
            return False
        mine, others = self(), other()
        return self is other if mine is None or others is None else mine == others

    def __hash__(self) -> int:
        """That of the object, which is remembered once it was asked for."""
        if not self._is_hashed:
            target = self()
            if target is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(target)
            self._is_hashed = True
        return self._hash

    def _tell(self) -> None:
        callback = self._callback
        if callback is not None:
            self._callback = None
            callback(self)


class _Entries(Generic[K, V]):
    """What the weak dictionaries have in common: all is said by the entries that are left."""

    def items(self) -> list[tuple[K, V]]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[K]:
        return iter(self.keys())

    def keys(self) -> list[K]:
        return [key for key, value in self.items()]

    def values(self) -> list[V]:
        return [value for key, value in self.items()]


class WeakValueDictionary(_Entries[K, V]):
    """A dictionary whose values it does not keep: an entry goes with its value."""

    def __init__(self) -> None:
        self._data: dict[K, ref[V]] = {}

    def __setitem__(self, key: K, value: V) -> None:
        self._data[key] = ref(value)

    def __getitem__(self, key: K) -> V:
        value = self._data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key: K) -> None:
        del self._data[key]

    @overload
    def get(self, key: K) -> V | None: ...
    @overload
    def get(self, key: K, default: V) -> V: ...
    def get(self, key: K, default: V | None = None) -> V | None:
        found = self._data.get(key)
        value = None if found is None else found()
        return default if value is None else value

    def __contains__(self, key: K) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return _count_alive(self._data.values())

    def items(self) -> list[tuple[K, V]]:
        """The entries that are left; those whose values went are dropped on the way."""
        found: list[tuple[K, V]] = []
        for key, reference in list(self._data.items()):
            value = reference()
            if value is None:
                self._data.pop(key, None)
            else:
                found.append((key, value))
        return found


class WeakKeyDictionary(_Entries[K, V]):
    """A dictionary whose keys it does not keep: an entry goes with its key."""

    def __init__(self) -> None:
        self._data: dict[ref[K], V] = {}

    def _forget(self, reference: ref[K]) -> None:
        self._data.pop(reference, None)

    def __setitem__(self, key: K, value: V) -> None:
        self._data[ref(key, self._forget)] = value

    def __getitem__(self, key: K) -> V:
        return self._data[ref(key)]

    def __delitem__(self, key: K) -> None:
        del self._data[ref(key)]

    @overload
    def get(self, key: K) -> V | None: ...
    @overload
    def get(self, key: K, default: V) -> V: ...
    def get(self, key: K, default: V | None = None) -> V | None:
        return self._data.get(ref(key), default)

    @overload
    def pop(self, key: K) -> V: ...
    @overload
    def pop(self, key: K, default: V) -> V: ...
    def pop(self, key: K, default: V | None = None) -> V | None:
        if default is None:
            return self._data.pop(ref(key))
        return self._data.pop(ref(key), default)

    def setdefault(self, key: K, default: V) -> V:
        return self._data.setdefault(ref(key, self._forget), default)

    def clear(self) -> None:
        self._data.clear()

    def __contains__(self, key: K) -> bool:
        return ref(key) in self._data

    def __len__(self) -> int:
        return _count_alive(self._data)

    def items(self) -> list[tuple[K, V]]:
        """The entries whose keys are left."""
        found: list[tuple[K, V]] = []
        for reference, value in list(self._data.items()):
            key = reference()
            if key is not None:
                found.append((key, value))
        return found


class WeakSet(Generic[T]):
    """A set that does not keep its items: each leaves it when it goes. It remembers the order in which they came."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._data: dict[ref[T], bool] = {}
        self.update(items)

    def _forget(self, reference: ref[T]) -> None:
        self._data.pop(reference, None)

    def add(self, item: T) -> None:
        self._data.setdefault(ref(item, self._forget), True)

    def update(self, items: Iterable[T]) -> None:
        for item in items:
            self.add(item)

    def discard(self, item: T) -> None:
        self._data.pop(ref(item), False)

    def remove(self, item: T) -> None:
        del self._data[ref(item)]

    def clear(self) -> None:
        self._data.clear()

    def __contains__(self, item: T) -> bool:
        return ref(item) in self._data

    def __len__(self) -> int:
        return _count_alive(self._data)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items())

    def _items(self) -> list[T]:
        found: list[T] = []
        for reference in list(self._data):
            item = reference()
            if item is not None:
                found.append(item)
        return found


def _count_alive(references: Iterable[ref[T]]) -> int:
    """How many are still there; no list of them is made, which would keep them for a while."""
    count = 0
    for reference in references:
        if reference() is not None:
            count += 1
    return count


# -- calls when an object goes -----------------------------------------------------------------------------------------

class _Pending:
    """A call that is still to be made."""

    def _at_exit(self) -> None:
        raise NotImplementedError


_pending: dict[int, _Pending] = {}
"""In the order in which they were made."""
_made = 0


class finalize(_Pending, Generic[R]):
    """Calls `func(*args)` once: when `obj` goes, when it is called itself, or when the program ends, the newest first, unless `atexit` is false."""

    def __init__(self, obj: T, func: Callable[[Unpack[Ts]], R], /, *args: Unpack[Ts]) -> None:
        global _made
        self.atexit = True
        self._call: Callable[[], R] | None = machine.bind(func, args)
        self._reference: object = ref(obj, self._gone)
        if _made == 0:
            ending.add_finisher(_finalize_all)
        _made += 1
        self._number = _made
        _pending[self._number] = self

    def __call__(self) -> R | None:
        """Make the call now, if it has not been made; what it gives."""
        call = self._call
        self.detach()
        return None if call is None else call()

    def detach(self) -> None:
        """Never make the call."""
        self._call = None
        _pending.pop(self._number, None)

    @property
    def alive(self) -> bool:
        """Whether the call is still to be made."""
        return self._call is not None

    def _gone(self, reference: object) -> None:
        try:
            self()
        except BaseException as error:
            write_stderr("Exception ignored in: <finalize object>\n")
            tracebacks.print_exception(error)

    def _at_exit(self) -> None:
        if self.atexit:
            try:
                self()
            except Exception as error:
                tracebacks.print_exception(error)


def _finalize_all() -> None:
    while _pending:
        number, newest = _pending.popitem()
        newest._at_exit()


_telling = Mutex()


def _call_back() -> None:
    """Call the callbacks of references whose objects went."""
    while True:
        with _telling:
            address = weak.take_bereft()
        if address == 0:
            return
        machine.object_at(ref[object], address)._tell()


after_collection.append(_call_back)
