"""The runtime's `dict` against CPython's."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest
from hypothesis import given, settings, strategies as st

from tests.runtime import hosted_containers
from yarara.runtime import dict_views, dicts


class Colliding:
    """A key whose hash says nothing."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __hash__(self) -> int:
        return self.number & 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Colliding) and other.number == self.number

    def __repr__(self) -> str:
        return f"Colliding({self.number})"


KEYS = st.integers(0, 12) | st.builds(Colliding, st.integers(0, 5)) | st.integers(0, 5).map(lambda n: n << 56)
STEPS = st.lists(
    st.tuples(st.sampled_from(["set", "delete", "pop", "popitem", "setdefault", "get", "clear"]), KEYS, st.integers()), max_size=120,
)


@pytest.fixture(autouse=True, scope="module")
def hosted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hosted_containers.install(patch)
        yield


def outcome(function: Callable[..., object], *arguments: object) -> object:
    """The result, or the exception as text."""
    try:
        return function(*arguments)
    except Exception as error:
        return repr(error)


def step(ours: Any, theirs: dict[Any, int], what: str, key: object, value: int) -> None:
    if what == "set":
        dicts.dict_setitem(ours, key, value)
        theirs[key] = value
    elif what == "delete":
        assert outcome(dicts.dict_delitem, ours, key) == outcome(theirs.__delitem__, key)
    elif what == "pop":
        assert outcome(dicts.dict_pop, ours, key) == outcome(theirs.pop, key)
    elif what == "popitem":
        assert outcome(dicts.dict_popitem, ours) == outcome(theirs.popitem)
    elif what == "setdefault":
        assert dicts.dict_setdefault(ours, key, value) == theirs.setdefault(key, value)
    elif what == "get":
        assert dicts.dict_get(ours, key, None) == theirs.get(key)
    elif value % 20 == 0:
        dicts.dict_clear(ours)
        theirs.clear()


def items_of(ours: Any) -> list[tuple[object, object]]:
    return list(dict_views.dict_items(ours))


@settings(max_examples=150)
@given(STEPS)
def test_any_sequence_of_changes(steps: list[tuple[str, object, int]]) -> None:
    ours: Any = dicts.dict_new()
    theirs: dict[Any, int] = {}
    for what, key, value in steps:
        step(ours, theirs, what, key, value)
        assert items_of(ours) == list(theirs.items())
        assert len(ours) == len(theirs)
    for key in [*range(13), *map(Colliding, range(6))]:
        assert dicts.dict_contains(ours, key) is (key in theirs)
    assert list(dict_views.dict_reversed(ours)) == list(reversed(theirs))
    assert dicts.dict_repr(ours) == repr(theirs)


def test_growth_keeps_order_and_values() -> None:
    ours: Any = dicts.dict_new()
    for i in range(1000):
        dicts.dict_setitem(ours, i << 20, i)
    assert items_of(ours) == [(i << 20, i) for i in range(1000)]


def test_a_queue_of_keys_does_not_grow() -> None:
    ours: Any = dicts.dict_new()
    for i in range(1000):
        dicts.dict_setitem(ours, i, i)
        if i >= 4:
            dicts.dict_delitem(ours, i - 4)
    assert len(ours._table) <= 16


def test_equality_does_not_depend_on_order() -> None:
    ours = [dicts.dict_from_iterable(iter(items)) for items in ([(1, 2), (3, 4)], [(3, 4), (1, 2)], [(1, 2), (3, 5)])]
    assert dicts.dict_eq(ours[0], ours[1])
    assert not dicts.dict_eq(ours[0], ours[2])


@pytest.mark.parametrize("change", [lambda d: dicts.dict_setitem(d, 9, 9), lambda d: dicts.dict_delitem(d, 1)])
def test_a_change_of_size_ends_an_iteration(change: Callable[[Any], None]) -> None:
    ours: Any = dicts.dict_from_iterable(iter([(1, 1), (2, 2)]))
    iterator = iter(ours)
    next(iterator)
    change(ours)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="dictionary changed size during iteration"):
            next(iterator)


def test_views() -> None:
    ours: Any = dicts.dict_from_iterable(iter([("a", 1), ("b", 2)]))
    theirs = {"a": 1, "b": 2}
    assert repr(dict_views.dict_keys(ours)) == repr(theirs.keys())
    assert repr(dict_views.dict_values(ours)) == repr(theirs.values())
    assert repr(dict_views.dict_items(ours)) == repr(theirs.items())
    assert ("a", 1) in dict_views.dict_items(ours)
    assert ("a", 2) not in dict_views.dict_items(ours)
    assert 2 in dict_views.dict_values(ours)
    assert len(dict_views.dict_keys(ours)) == 2
