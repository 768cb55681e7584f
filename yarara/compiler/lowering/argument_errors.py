"""What CPython says of arguments that do not fit a function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mypy.nodes import ARG_STAR, ARG_STAR2, Argument


def missing_arguments(names: Sequence[str], sort: str = "positional") -> str:
    """`2 required positional arguments: 'b' and 'c'`."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) == 1:
        return f"1 required {sort} argument: {quoted[0]}"
    listed = " and ".join(quoted) if len(quoted) == 2 else f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    return f"{len(quoted)} required {sort} arguments: {listed}"


def positional_arguments(least: int, most: int) -> str:
    """`from 1 to 2 positional arguments`: how many a function takes."""
    return f"{most} positional argument{'' if most == 1 else 's'}" if least == most else f"from {least} to {most} positional arguments"


def mismatch(function: str, arguments: Sequence[Argument], positional: int, names: Iterable[str]) -> str | None:
    """The words of the TypeError when `function` is given so many arguments by position (with `self`) and these by name; None when they fit."""
    places = [a for a in arguments if a.kind.is_positional()]
    plain, named_only = [a.variable.name for a in places], [a.variable.name for a in arguments if a.kind.is_named()]
    kinds, given = [a.kind for a in arguments], set(plain[:positional])
    unplaced = [a.variable.name for a in places if a.pos_only]
    for name in names:
        if name in given and name not in unplaced:
            return f"{function}() got multiple values for argument '{name}'"
        if name in unplaced and ARG_STAR2 not in kinds:
            return f"{function}() got some positional-only arguments passed as keyword arguments: '{name}'"
        if (name not in plain or name in unplaced) and name not in named_only and ARG_STAR2 not in kinds:
            return f"{function}() got an unexpected keyword argument '{name}'"
        given.add(name)
    if positional > len(plain) and ARG_STAR not in kinds:
        return f"{function}() takes {_taken(places)} but {_given(positional, [name for name in named_only if name in given])} given"
    required = [a.variable.name for a in places[positional:] if a.initializer is None and a.variable.name not in given]
    if required:
        return f"{function}() missing {missing_arguments(required)}"
    required = [a.variable.name for a in arguments if a.kind.is_named() and a.initializer is None and a.variable.name not in given]
    return f"{function}() missing {missing_arguments(required, 'keyword-only')}" if required else None


def _taken(places: Sequence[Argument]) -> str:
    return positional_arguments(len([a for a in places if a.initializer is None]), len(places))


def _given(positional: int, by_name: Sequence[str]) -> str:
    """`2 were`, `1 positional argument (and 1 keyword-only argument) were`."""
    if by_name:
        return f"{positional} positional argument{'' if positional == 1 else 's'} (and {len(by_name)} keyword-only argument{'' if len(by_name) == 1 else 's'}) were"
    return f"{positional} {'was' if positional == 1 else 'were'}"
