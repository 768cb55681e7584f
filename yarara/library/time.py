"""`time`: clocks, sleeping, and moments as people write them; the time zone is UTC."""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.threads import scheduler
from yarara.library._time import texts
from yarara.library._time.dates import moment, seconds_of
from yarara.library._time.dates import struct_time as struct_time

_LONGEST = 9_000_000_000.0  # seconds

timezone: int = 0
altzone: int = 0
daylight: int = 0
tzname: tuple[str, str] = ("UTC", "UTC")

clock.initialize()
_began: int = clock.monotonic()


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


def process_time() -> float:
    """Seconds since the program began: nothing else runs here."""
    return process_time_ns() / 1e9


def process_time_ns() -> int:
    return clock.monotonic() - _began


def thread_time() -> float:
    """The same: what a thread alone used is not counted."""
    return process_time_ns() / 1e9


def thread_time_ns() -> int:
    return process_time_ns()


def sleep(seconds: float) -> None:
    """Let other threads run, and go on after this many seconds. Raises ValueError when there are less than none."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    scheduler.start()
    if seconds == 0:
        scheduler.yield_now()
    else:
        scheduler.sleep_until(clock.monotonic() + int(min(seconds, _LONGEST) * 1e9))


# -- moments as people write them --------------------------------------------------------------------------------------

def gmtime(secs: float | None = None, /) -> struct_time:
    """A number of seconds since 1970-01-01 UTC as a date and a time of the day; without one, now."""
    return moment(clock.time_of_day() // 1_000_000_000 if secs is None else int(secs // 1))


def localtime(secs: float | None = None, /) -> struct_time:
    """The same: the time zone is UTC."""
    return gmtime(secs)


def mktime(t: struct_time, /) -> float:
    """Seconds since 1970-01-01 UTC."""
    return float(seconds_of(t))


def asctime(t: struct_time | None = None, /) -> str:
    """For example: Sun Jun 20 23:21:05 1993."""
    return texts.short_form(gmtime() if t is None else t)


def ctime(secs: float | None = None, /) -> str:
    """A number of seconds since 1970-01-01 UTC as `asctime` writes it."""
    return texts.short_form(gmtime(secs))


def strftime(format: str, t: struct_time | None = None, /) -> str:
    """A moment by a format with conversions such as %Y and %H."""
    return texts.formatted(format, gmtime() if t is None else t)


def strptime(data_string: str, format: str = "%a %b %d %H:%M:%S %Y", /) -> struct_time:
    """The moment that a text says. Raises ValueError when it does not fit the format."""
    return texts.read(data_string, format)
