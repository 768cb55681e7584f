"""Functions about functions (Python documentation, `functools`).

`partial` is written by the compiler (`function_tools.py`): the type of what it gives is that of the function without the arguments that are given.
"""

from __future__ import annotations

from typing import Any, Callable, Concatenate, Generic, Iterable, NamedTuple, ParamSpec, TypeVar, overload

T = TypeVar("T")
S = TypeVar("S")
F = TypeVar("F")
P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def wraps(wrapped: Callable[..., object]) -> Callable[[F], F]:
    """As a decorator: the function says of itself what `wrapped` does. (Compiled calls never come here.)"""
    raise TypeError("wraps() is a decorator")


def update_wrapper(wrapper: F, wrapped: Callable[..., object]) -> F:
    """The function says of itself what `wrapped` does. (The compiler takes it for a decorator.)"""
    raise TypeError("update_wrapper() is a decorator")


def total_ordering(cls: type[T]) -> type[T]:
    """As a decorator: the class gets the order operators that it lacks. (The compiler writes them.)"""
    return cls


class cached_property(Generic[T]):
    """As a decorator: a property that is computed once for each object. (The compiler writes it.)"""

    def __init__(self, func: Callable[..., T]) -> None:
        raise TypeError("cached_property is a decorator")


class _SingleDispatchCallable(Generic[T]):
    """A function of which the class of the first argument chooses the implementation. (The compiler writes it.)"""

    @overload
    def register(self, cls: type[Any]) -> Callable[[Callable[..., T]], Callable[..., T]]: ...
    @overload
    def register(self, cls: Callable[..., T]) -> Callable[..., T]: ...
    @overload
    def register(self, cls: type[Any], func: Callable[..., T]) -> Callable[..., T]: ...
    def register(self, cls: Any, func: Any = None) -> Any:
        """As a decorator: an implementation for a class, given here or by the annotation of its first parameter. Or a statement that names both."""
        raise TypeError("register() is a decorator")

    def __call__(self, *args: Any, **kwargs: Any) -> T:
        raise TypeError("singledispatch() is a decorator")


def singledispatch(func: Callable[..., T]) -> _SingleDispatchCallable[T]:
    """As a decorator: the function is for all classes for which no other implementation is registered."""
    raise TypeError("singledispatch() is a decorator")


class singledispatchmethod(Generic[T]):
    """As a decorator: the same for methods, chosen by the argument after `self`."""

    def __init__(self, func: Callable[..., T]) -> None:
        raise TypeError("singledispatchmethod is a decorator")

    @overload
    def register(self, cls: type[Any], method: None = None) -> Callable[[Callable[..., T]], Callable[..., T]]: ...
    @overload
    def register(self, cls: Callable[..., T], method: None = None) -> Callable[..., T]: ...
    def register(self, cls: Any, method: None = None) -> Any:
        """As a decorator: an implementation for a class."""
        raise TypeError("register() is a decorator")

    def __get__(self, obj: object, cls: type[Any] | None = None) -> Callable[..., T]:
        raise TypeError("singledispatchmethod is a decorator")


# -- folding -----------------------------------------------------------------------------------------------------------

@overload
def reduce(function: Callable[[T, T], T], iterable: Iterable[T], /) -> T: ...
@overload
def reduce(function: Callable[[T, S], T], iterable: Iterable[S], initial: T, /) -> T: ...
def reduce(function: Callable[[Any, Any], Any], iterable: Iterable[Any], initial: Any = None, /) -> Any:
    """What `function` makes of the result so far and the next item, over all items."""
    return _reduce_2(function, iterable) if initial is None else _reduce_3(function, iterable, initial)


def _reduce_2(function: Callable[[T, T], T], iterable: Iterable[T]) -> T:
    source = iter(iterable)
    try:
        result = next(source)
    except StopIteration:
        raise TypeError("reduce() of empty iterable with no initial value") from None
    for item in source:
        result = function(result, item)
    return result


def _reduce_3(function: Callable[[T, S], T], iterable: Iterable[S], initial: T) -> T:
    result = initial
    for item in iterable:
        result = function(result, item)
    return result


# -- order from a comparison -------------------------------------------------------------------------------------------

class _Ordered(Generic[T]):
    """A value that is compared by a function of two values."""

    def __init__(self, compare: Callable[[T, T], int], obj: T) -> None:
        self.compare = compare
        self.obj = obj

    def __lt__(self, other: _Ordered[T]) -> bool:
        return self.compare(self.obj, other.obj) < 0

    def __le__(self, other: _Ordered[T]) -> bool:
        return self.compare(self.obj, other.obj) <= 0

    def __gt__(self, other: _Ordered[T]) -> bool:
        return self.compare(self.obj, other.obj) > 0

    def __ge__(self, other: _Ordered[T]) -> bool:
        return self.compare(self.obj, other.obj) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ordered) and self.compare(self.obj, other.obj) == 0


def cmp_to_key(mycmp: Callable[[T, T], int]) -> Callable[[T], _Ordered[T]]:
    """A key function from a function that says which of two values is smaller (negative), the same (0) or greater (positive)."""
    def key(obj: T) -> _Ordered[T]:
        return _Ordered(mycmp, obj)

    return key


# -- remembered results ------------------------------------------------------------------------------------------------

class _CacheInfo(NamedTuple):
    hits: int
    misses: int
    maxsize: int | None
    currsize: int

    def __repr__(self) -> str:
        return f"CacheInfo(hits={self.hits}, misses={self.misses}, maxsize={self.maxsize}, currsize={self.currsize})"


class _Link(Generic[R]):
    """A remembered result, in a ring in the order of use."""

    def __init__(self, key: object, value: R | None) -> None:
        self.key = key
        self.value = value
        self.before = self
        self.after = self

    def leave(self) -> None:
        self.before.after = self.after
        self.after.before = self.before

    def enter_before(self, other: _Link[R]) -> None:
        self.before = other.before
        self.after = other
        other.before.after = self
        other.before = self


class _lru_cache_wrapper(Generic[P, R]):
    """A function that remembers what it gave, for the `maxsize` arguments that were used last."""

    def __init__(self, function: Callable[P, R], maxsize: int | None, typed: bool) -> None:
        self._function = function
        self._maxsize = maxsize
        self._typed = typed
        self._hits = 0
        self._misses = 0
        self._results: dict[object, _Link[R]] = {}
        self._ring: _Link[R] = _Link(None, None)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwargs)
        key = _make_key(self._typed, *args, **kwargs)
        found = self._results.get(key)
        if found is not None:
            self._hits += 1
            if self._maxsize is not None:
                found.leave()
                found.enter_before(self._ring)
            return found.value  # type: ignore[return-value]
        self._misses += 1
        result = self._function(*args, **kwargs)
        self._remember(key, result)
        return result

    @property
    def __wrapped__(self) -> Callable[P, R]:
        return self._function

    def _remember(self, key: object, result: R) -> None:
        if key in self._results:  # the call has come here itself, with the same arguments
            return
        if self._maxsize is not None and len(self._results) >= self._maxsize:
            oldest = self._ring.after
            oldest.leave()
            del self._results[oldest.key]
        link: _Link[R] = _Link(key, result)
        link.enter_before(self._ring)
        self._results[key] = link

    def cache_info(self) -> _CacheInfo:
        """How often a result was remembered, and how often it was not."""
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self) -> None:
        """Forget all results, and the counts."""
        self._results.clear()
        self._ring.before = self._ring
        self._ring.after = self._ring
        self._hits = 0
        self._misses = 0

    @overload
    def __get__(self, instance: None, owner: object = None) -> _lru_cache_wrapper[P, R]: ...
    @overload
    def __get__(self: _lru_cache_wrapper[Concatenate[S, Q], R], instance: S, owner: object = None) -> _lru_cache_wrapper[Q, R]: ...
    def __get__(self, instance: Any, owner: object = None) -> Any:
        """For mypy: what `object.method` is. (Compiled calls of methods never come here.)"""
        raise TypeError("a remembering method must be called")


class _Mark:
    """Stands in a key between what was given by position and by name."""


_BY_NAME = _Mark()


def _make_key(typed: bool, *args: object, **kwargs: object) -> object:
    """The arguments as one object that can be compared and hashed. (The compiler writes it: it knows their number and names.)"""
    return (*args, _BY_NAME, *kwargs.items(), *([type(value) for value in (*args, *kwargs.values())] if typed else []))


def cache(user_function: Callable[P, R], /) -> _lru_cache_wrapper[P, R]:
    """A function that remembers all that it gave."""
    return _lru_cache_wrapper(user_function, None, False)


@overload
def lru_cache(user_function: Callable[P, R], /) -> _lru_cache_wrapper[P, R]: ...
@overload
def lru_cache(maxsize: int | None = 128, typed: bool = False) -> Callable[[Callable[P, R]], _lru_cache_wrapper[P, R]]: ...
def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
    """A function that remembers what it gave for the `maxsize` arguments that were used last. (The compiler chooses between the two itself.)"""
    return _lru_cache_bare(maxsize) if callable(maxsize) else _lru_cache_sized(maxsize, typed)


def _lru_cache_bare(user_function: Callable[P, R]) -> _lru_cache_wrapper[P, R]:
    return _lru_cache_wrapper(user_function, 128, False)


def _lru_cache_sized(maxsize: int | None = 128, typed: bool = False) -> Callable[[Callable[P, R]], _lru_cache_wrapper[P, R]]:
    limit = 0 if maxsize is not None and maxsize < 0 else maxsize

    def decorator(function: Callable[P, R]) -> _lru_cache_wrapper[P, R]:
        return _lru_cache_wrapper(function, limit, typed)

    return decorator


# -- some of the arguments ---------------------------------------------------------------------------------------------

def partial(func: Callable[..., R], /, *args: Any, **keywords: Any) -> Callable[..., R]:
    """`func` with some of its arguments given. (The compiler writes it, and knows what is left of the parameters.)"""
    def given(*more: Any, **other: Any) -> R:
        return func(*args, *more, **{**keywords, **other})

    return given
