"""The runtime's `range` against CPython's."""

from __future__ import annotations

from typing import Any, Iterator

import pytest
from hypothesis import given, strategies as st

from tests.runtime import hosted_containers
from yarara.runtime import ranges, slices

BOUND = st.none() | st.integers(-12, 12)
NUMBERS = st.integers(-20, 20)
STEP = st.integers(-4, 4).filter(bool)
FAR = st.sampled_from([-2**63, -2**63 + 1, -1, 0, 1, 2**63 - 2, 2**63 - 1])


@pytest.fixture(autouse=True, scope="module")
def hosted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hosted_containers.install(patch)
        yield


@given(NUMBERS, NUMBERS, STEP)
def test_forward_and_backward(start: int, stop: int, step: int) -> None:
    ours, theirs = ranges.range_new(start, stop, step), range(start, stop, step)
    assert list(ranges.range_iter(ours)) == list(theirs)
    assert list(ranges.range_reversed(ours)) == list(reversed(theirs))
    assert ranges.range_repr(ours) == repr(theirs)
    for value in range(-25, 25):
        assert ranges.range_contains(ours, value) is (value in theirs)


@given(NUMBERS, NUMBERS, STEP, BOUND, BOUND, st.none() | STEP)
def test_slices(start: int, stop: int, step: int, first: int | None, last: int | None, stride: int | None) -> None:
    ours = ranges.range_getitem_slice(ranges.range_new(start, stop, step), first, last, stride)
    assert ranges.range_repr(ours) == repr(range(start, stop, step)[first:last:stride])
    assert slices.slice_range_arguments(first, last, stride, 7) == slice(first, last, stride).indices(7)


@given(FAR, FAR, FAR.filter(bool))
def test_the_ends_of_the_word(start: int, stop: int, step: int) -> None:
    expected = range(start, stop, step)
    count = (stop - start + step - (1 if step > 0 else -1)) // step
    if count >= 2**63:
        with pytest.raises(OverflowError):
            ranges.range_new(start, stop, step)
    else:
        assert ranges.range_new(start, stop, step)._length == max(count, 0)  # type: ignore[attr-defined]
    assert expected.step == step


@given(NUMBERS, NUMBERS, STEP, NUMBERS, NUMBERS, STEP)
def test_equal_ranges_have_equal_hashes(a: int, b: int, c: int, d: int, e: int, f: int) -> None:
    left: Any = ranges.range_new(a, b, c)
    right: Any = ranges.range_new(d, e, f)
    equal = range(a, b, c) == range(d, e, f)
    assert ranges.range_eq(left, right) is equal
    if equal:
        assert ranges.range_hash(left) == ranges.range_hash(right)


def test_a_step_of_zero() -> None:
    with pytest.raises(ValueError, match=r"range\(\) arg 3 must not be zero"):
        ranges.range_new(1, 2, 0)
