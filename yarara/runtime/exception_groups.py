"""Exception groups (PEP 654): their parts, and what `except*` does with what it catches.

Groups have a type argument for mypy alone: here all of them hold `BaseException`s.
"""

from __future__ import annotations

from typing import Callable, Sequence

from yarara import machine
from yarara.machine import Array

Test = Callable[[BaseException], bool]


def baseexceptiongroup_init(self: BaseExceptionGroup[BaseException], message: str, exceptions: Sequence[BaseException]) -> None:
    """Raises ValueError when there are no exceptions."""
    parts: list[BaseException] = []
    for part in exceptions:
        parts.append(part)
    if len(parts) == 0:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    self.args = (message, exceptions)
    self.message = message
    self._parts = tuple(parts)


def exceptiongroup_init(self: ExceptionGroup[Exception], message: str, exceptions: Sequence[BaseException]) -> None:
    """Raises TypeError for what is no `Exception`."""
    baseexceptiongroup_init(self, message, exceptions)
    for part in self._parts:
        if not isinstance(part, Exception):
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")


def group_new(message: str, exceptions: Sequence[BaseException]) -> BaseExceptionGroup[BaseException]:
    """`BaseExceptionGroup(...)`: an `ExceptionGroup` where nothing else than `Exception`s is in it."""
    made = _empty_group(exceptions)
    baseexceptiongroup_init(made, message, exceptions)
    return made


def _empty_group(exceptions: Sequence[BaseException]) -> BaseExceptionGroup[BaseException]:
    for part in exceptions:
        if not isinstance(part, Exception):
            return machine.allocate_with_tail(BaseExceptionGroup, 0)
    return machine.allocate_with_tail(ExceptionGroup, 0)


def baseexceptiongroup_exceptions(self: BaseExceptionGroup[BaseException]) -> tuple[BaseException, ...]:
    return self._parts


def baseexceptiongroup_str(self: BaseExceptionGroup[BaseException]) -> str:
    count = len(self._parts)
    return f"{self.message} ({count} sub-exception{'' if count == 1 else 's'})"


def baseexceptiongroup_derive(self: BaseExceptionGroup[BaseException], excs: Sequence[BaseException]) -> BaseExceptionGroup[BaseException]:
    return group_new(self.message, excs)


def baseexceptiongroup_split(self: BaseExceptionGroup[BaseException], test: Test) -> tuple[BaseExceptionGroup[BaseException] | None, BaseExceptionGroup[BaseException] | None]:
    """A group of those for which the test holds, and one of the others."""
    matched, rest = _split(self, test, True)
    return _as_group(matched), _as_group(rest)


def baseexceptiongroup_subgroup(self: BaseExceptionGroup[BaseException], test: Test) -> BaseExceptionGroup[BaseException] | None:
    """A group of those for which the test holds."""
    matched, _ = _split(self, test, False)
    return _as_group(matched)


def _as_group(part: BaseException | None) -> BaseExceptionGroup[BaseException] | None:
    return part if isinstance(part, BaseExceptionGroup) else None


def _split(error: BaseException, test: Test, both: bool) -> tuple[BaseException | None, BaseException | None]:
    """What of an exception the test holds for, and the rest (if `both` are wanted), each in groups like those it is in."""
    if test(error):
        return error, None
    if not isinstance(error, BaseExceptionGroup):
        return None, error
    matched: list[BaseException] = []
    rest: list[BaseException] = []
    for part in error._parts:
        one, other = _split(part, test, both)
        if one is not None:
            matched.append(one)
        if other is not None and both:
            rest.append(other)
    return _derived(error, matched), _derived(error, rest)


def _derived(group: BaseExceptionGroup[BaseException], parts: list[BaseException]) -> BaseExceptionGroup[BaseException] | None:
    """A group like another one, where it came from included, of some of its parts."""
    if len(parts) == 0:
        return None
    made = group.derive(parts)
    trace = group._trace
    if trace is not None:
        copied: Array[int] = Array(len(trace))
        copied.copy_from(0, trace, 0, len(trace))
        made._trace = copied
        made._trace_length = group._trace_length
    made.__context__ = group.__context__
    made.__cause__ = group.__cause__
    made.__suppress_context__ = True
    notes = group._notes
    if notes is not None:
        made._notes = notes.copy()
    return made


# -- except* -----------------------------------------------------------------------------------------------------------

class StarHandling:
    """What the `except*` clauses of a statement have done so far with an exception."""

    def __init__(self, original: BaseException) -> None:
        self.original = original
        self.rest: BaseException | None = original
        self.matched: BaseException | None = None  # what the running clause handles
        self.frames = 0  # where that had been then
        self.raised: list[BaseException] = []  # by the clauses
        self.again: list[BaseException] = []  # what they handled, raised again as it was


def star_begin(error: BaseException) -> StarHandling:
    return StarHandling(error)


def star_match(star: StarHandling, test: Test) -> BaseExceptionGroup[BaseException] | None:
    """What a clause catches, or None."""
    rest = star.rest
    if rest is None:
        return None
    matched, left = _split(rest, test, True)
    star.rest = left
    if matched is None:
        return None
    group = matched if isinstance(matched, BaseExceptionGroup) else group_new("", (matched,))
    star.matched = group
    star.frames = group._trace_length
    return group


def star_raised(star: StarHandling, error: BaseException) -> None:
    """A clause has ended with an exception."""
    if error is star.matched and error._trace_length == star.frames:
        star.again.append(error)
    else:
        star.raised.append(error)


def star_end(star: StarHandling) -> BaseException | None:
    """What leaves the statement, or None."""
    rest = star.rest
    if not isinstance(star.original, BaseExceptionGroup):
        if star.raised:
            return star.raised[0]
        return star.again[0] if star.again else rest
    again = star.again
    if rest is not None:
        again.append(rest)
    unhandled = _projected(star.original, _leaves(again))
    if not star.raised:
        return unhandled
    if unhandled is not None:
        star.raised.append(unhandled)
    return star.raised[0] if len(star.raised) == 1 else group_new("", star.raised)


def _leaves(errors: list[BaseException]) -> list[BaseException]:
    """The exceptions in these and in the groups among them."""
    found: list[BaseException] = []
    for error in errors:
        _collect(error, found)
    return found


def _collect(error: BaseException, found: list[BaseException]) -> None:
    if isinstance(error, BaseExceptionGroup):
        for part in error._parts:
            _collect(part, found)
    else:
        found.append(error)


def _projected(error: BaseException, leaves: list[BaseException]) -> BaseException | None:
    """An exception without those leaves that are not among these."""
    if not isinstance(error, BaseExceptionGroup):
        for leaf in leaves:
            if leaf is error:
                return error
        return None
    kept: list[BaseException] = []
    for part in error._parts:
        left = _projected(part, leaves)
        if left is not None:
            kept.append(left)
    return _derived(error, kept)
