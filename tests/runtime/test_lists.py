"""The runtime's `list` and `tuple` against CPython's."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest
from hypothesis import given, strategies as st

from tests.runtime import hosted_containers
from yarara.runtime import list_slices, lists, tuples

NUMBERS = st.lists(st.integers(-5, 5), max_size=40)
BOUND = st.none() | st.integers(-12, 12)
STEP = st.none() | st.integers(-4, 4).filter(bool)


@pytest.fixture(autouse=True, scope="module")
def hosted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hosted_containers.install(patch)
        yield


def made(items: list[Any]) -> Any:
    return lists.list_from_iterable(iter(items))


def outcome(function: Callable[..., object], *arguments: object) -> object:
    """The result, or the exception as text."""
    try:
        return function(*arguments)
    except Exception as error:
        return repr(error)


@given(NUMBERS, st.integers(-12, 12), st.integers(-5, 5))
def test_every_change_of_one_item(items: list[int], index: int, value: int) -> None:
    changes: list[tuple[Callable[..., object], str, tuple[int, ...]]] = [
        (lists.list_append, "append", (value,)), (lists.list_insert, "insert", (index, value)), (lists.list_pop, "pop", (index,)),
        (lists.list_remove, "remove", (value,)), (lists.list_setitem, "__setitem__", (index, value)),
        (lists.list_delitem, "__delitem__", (index,)),
    ]
    ours = made(items)
    for function, name, arguments in changes:
        assert outcome(function, ours, *arguments) == outcome(getattr(items, name), *arguments)
        assert list(ours) == items


@given(NUMBERS, BOUND, BOUND, STEP)
def test_slices_are_read_deleted_and_replaced(items: list[int], start: int | None, stop: int | None, step: int | None) -> None:
    part = slice(start, stop, step)
    assert list(list_slices.list_getitem_slice(made(items), start, stop, step)) == items[part]
    assert list(tuples.tuple_getitem_slice(tuples.tuple_from_iterable(made(items)), start, stop, step)) == items[part]
    ours, theirs = made(items), list(items)
    list_slices.list_delitem_slice(ours, start, stop, step)
    del theirs[part]
    assert list(ours) == theirs


@given(NUMBERS, BOUND, BOUND, STEP, NUMBERS)
def test_slices_are_assigned(items: list[int], start: int | None, stop: int | None, step: int | None, new: list[int]) -> None:
    ours, theirs = made(items), list(items)
    done = outcome(list_slices.list_setitem_slice, ours, start, stop, step, iter(new))
    assert done == outcome(theirs.__setitem__, slice(start, stop, step), new)
    assert list(ours) == theirs


@given(NUMBERS, st.integers(-1, 3))
def test_a_list_extends_and_multiplies_itself(items: list[int], count: int) -> None:
    ours = made(items)
    lists.list_extend(ours, ours)
    assert list(ours) == items + items
    assert list(lists.list_mul(ours, count)) == (items + items) * count
    lists.list_imul(ours, count)
    assert list(ours) == (items + items) * count


@given(st.lists(st.integers(0, 20), max_size=200), st.booleans())
def test_sorting_keeps_the_order_of_equal_items(items: list[int], reverse: bool) -> None:
    numbered = [(value, position) for position, value in enumerate(items)]
    ours = made(numbered)
    lists.list_sort_key(ours, lambda item: item[0], reverse)
    assert list(ours) == sorted(numbered, key=lambda item: item[0], reverse=reverse)
    plain = made(items)
    lists.list_sort(plain, reverse)
    assert list(plain) == sorted(items, reverse=reverse)


def test_a_comparison_that_raises_leaves_the_list_as_it_was() -> None:
    items = [3, 2, 1, "a", 4] * 10
    ours = made(items)
    with pytest.raises(TypeError):
        lists.list_sort(ours)
    assert list(ours) == items


@given(NUMBERS, NUMBERS)
def test_comparisons(left: list[int], right: list[int]) -> None:
    for name in ("eq", "lt", "le", "gt", "ge"):
        verdict = getattr(left, f"__{name}__")(right)
        assert getattr(lists, f"list_{name}")(made(left), made(right)) is verdict
        ours = [tuples.tuple_from_iterable(made(side)) for side in (left, right)]
        assert getattr(tuples, f"tuple_{name}")(*ours) is verdict


@given(NUMBERS, st.integers(-5, 5), st.integers(-12, 12), st.integers(-12, 12))
def test_searching(items: list[int], value: int, start: int, stop: int) -> None:
    ours = made(items)
    assert lists.list_contains(ours, value) is (value in items)
    assert lists.list_count(ours, value) == items.count(value)
    assert outcome(lists.list_index, ours, value, start, stop) == outcome(items.index, value, start, stop)


def test_iteration_sees_items_appended_meanwhile() -> None:
    ours = made([1, 2])
    seen = []
    for item in ours:
        seen.append(item)
        if item < 5:
            lists.list_append(ours, item + 2)
    assert seen == [1, 2, 3, 4, 5, 6]


@given(NUMBERS)
def test_backward(items: list[int]) -> None:
    assert list(lists.list_reversed(made(items))) == items[::-1]
    assert list(tuples.tuple_reversed(tuples.tuple_from_iterable(made(items)))) == items[::-1]


@given(st.lists(st.integers(-2**62, 2**62), max_size=10))
def test_the_hash_of_a_tuple_is_that_of_cpython(items: list[int]) -> None:
    assert tuples.tuple_hash(tuples.tuple_from_iterable(made(items))) == hash(tuple(items))


@pytest.mark.parametrize("items", [[], [1], [1, 2], ["a", None]])
def test_text(items: list[object]) -> None:
    assert lists.list_repr(made(items)) == repr(items)
    assert tuples.tuple_repr(tuples.tuple_from_iterable(made(items))) == repr(tuple(items))
