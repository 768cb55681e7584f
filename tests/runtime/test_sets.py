"""The runtime's `set` and `frozenset` against CPython's, including the order of their items."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest
from hypothesis import given, settings, strategies as st

from tests.runtime import hosted_containers
from yarara.runtime import frozensets, set_operations, sets

FUNCTIONS = {**vars(sets), **vars(set_operations)}

NUMBERS = st.integers(-3, 40) | st.integers(-2**63, 2**63 - 1) | st.integers(0, 9).map(lambda n: n << 32)
SETS = st.lists(NUMBERS, max_size=60)
ONE_ITEM = ["add", "discard", "remove"]
WHOLE = ["update", "difference_update", "intersection_update", "symmetric_difference_update"]
MAKING = ["union", "intersection", "difference", "symmetric_difference"]


@pytest.fixture(autouse=True, scope="module")
def hosted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hosted_containers.install(patch)
        yield


def made(items: list[int]) -> Any:
    return sets.set_from_iterable(iter(items))


def outcome(function: Callable[..., object], *arguments: object) -> object:
    """The result, or the exception as text."""
    try:
        return function(*arguments)
    except Exception as error:
        return repr(error)


@settings(max_examples=150)
@given(SETS, st.lists(st.tuples(st.sampled_from([*ONE_ITEM, "pop"]), NUMBERS), max_size=80))
def test_single_items_come_and_go_in_cpythons_order(items: list[int], steps: list[tuple[str, int]]) -> None:
    ours, theirs = made(items), set(iter(items))
    for what, item in steps:
        arguments = [] if what == "pop" else [item]
        assert outcome(FUNCTIONS[f"set_{what}"], ours, *arguments) == outcome(getattr(theirs, what), *arguments)
        assert list(ours) == list(theirs)


@settings(max_examples=150)
@given(SETS, st.lists(st.tuples(st.sampled_from(WHOLE + MAKING), SETS), max_size=6))
def test_whole_sets_are_combined_in_cpythons_order(items: list[int], steps: list[tuple[str, list[int]]]) -> None:
    ours, theirs = made(items), set(iter(items))
    for what, other in steps:
        result = FUNCTIONS[f"set_{what}"](ours, made(other))
        expected = getattr(theirs, what)(set(iter(other)))
        if what in MAKING:
            ours, theirs = result, expected
        assert list(ours) == list(theirs)


@given(SETS, SETS)
def test_comparisons(left: list[int], right: list[int]) -> None:
    for name in ("eq", "le", "lt", "ge", "gt"):
        verdict = getattr(set(left), f"__{name}__")(set(right))
        assert FUNCTIONS[f"set_{name}"](made(left), made(right)) is verdict
        frozen = [frozensets.frozenset_from_iterable(made(side)) for side in (left, right)]
        assert getattr(frozensets, f"frozenset_{name}")(*frozen) is verdict
    assert set_operations.set_isdisjoint(made(left), made(right)) is set(left).isdisjoint(right)


@given(SETS)
def test_a_frozenset_has_cpythons_hash(items: list[int]) -> None:
    ours = frozensets.frozenset_from_iterable(made(items))
    assert frozensets.frozenset_hash(ours) == hash(frozenset(items))
    assert frozensets.frozenset_repr(ours) == repr(frozenset(set(iter(items))))


def test_a_change_of_size_ends_an_iteration() -> None:
    ours = made([1, 2, 3])
    iterator = iter(ours)
    next(iterator)
    sets.set_add(ours, 4)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="Set changed size during iteration"):
            next(iterator)


@pytest.mark.parametrize("items", [[], [1], [3, 1, 2]])
def test_text(items: list[int]) -> None:
    assert sets.set_repr(made(items)) == repr(set(items))
