"""`time`: clocks and sleeping."""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.threads import scheduler

_LONGEST = 9_000_000_000.0  # seconds

clock.initialize()


def time() -> float:
    """Seconds since 1970-01-01 UTC."""
    return clock.time_of_day() / 1e9


def time_ns() -> int:
    """Nanoseconds since 1970-01-01 UTC."""
    return clock.time_of_day()


def monotonic() -> float:
    """Seconds on a clock that never goes back."""
    return clock.monotonic() / 1e9


def monotonic_ns() -> int:
    """Nanoseconds on a clock that never goes back."""
    return clock.monotonic()


def perf_counter() -> float:
    """Seconds on the most precise clock there is: the monotonic one."""
    return clock.monotonic() / 1e9


def perf_counter_ns() -> int:
    """Nanoseconds on the most precise clock there is."""
    return clock.monotonic()


def sleep(seconds: float) -> None:
    """Let other threads run, and go on after this many seconds. Raises ValueError when there are less than none."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    scheduler.start()
    if seconds == 0:
        scheduler.yield_now()
    else:
        scheduler.sleep_until(clock.monotonic() + int(min(seconds, _LONGEST) * 1e9))
