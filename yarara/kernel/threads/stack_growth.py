"""More stack for calls within calls, up to what `sys.setrecursionlimit` allows.

A stack begins small, so that thousands of threads fit. Functions of the application compare the stack pointer with a limit when they begin;
the one that finds too little left asks here, and goes on where it was.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import core
from yarara.kernel.memory import stacks
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.kernel.memory.stacks import StackRecord
from yarara.kernel.threads.thread import RECORD

CALL = 512
"""Bytes of stack that one call within another is allowed; most need a hundred. With more, a program that keeps something in each call of a
recursion without end would run out of memory where CPython stops it."""
CALLS = 1000
"""CPython's limit."""

most = CALLS * CALL
"""Bytes that a stack may have."""


def allow(calls: int) -> None:
    """From now on stacks may be as long as so many calls within each other need, but not less than at first."""
    global most
    most = max(CALLS, min(calls, stacks.ROOM // CALL)) * CALL


def grow() -> None:
    """Double the stack on which this runs. Raises RecursionError when it has its full length, or there is no memory."""
    record = _running()
    length = record.high - record.low
    more = min(length, (most & -PAGE_SIZE) - length)
    if more <= 0 or not stacks.extend(record.low, more):
        raise RecursionError("maximum recursion depth exceeded")
    record.low -= more
    machine.core_store(core.STACK_LIMIT, record.low + stacks.RESERVE)


def _running() -> StackRecord:
    """The record of this stack: that of the thread, or the first one's where nothing schedules yet."""
    thread = machine.core_load(core.CURRENT)
    return stacks.initial_record() if thread == 0 else StackRecord.at(thread + RECORD)
