"""The MC146818 real-time clock: the date and time of day, read once at the start.

QEMU: part of pc and q35, and of microvm with rtc=on; it keeps UTC (`-rtc base=utc`, the default).
"""

from __future__ import annotations

from yarara import machine

INDEX = 0x70
DATA = 0x71

SECONDS = 0x00
MINUTES = 0x02
HOURS = 0x04
DAY = 0x07
MONTH = 0x08
YEAR = 0x09
STATUS_A = 0x0A
STATUS_B = 0x0B

UPDATE_IN_PROGRESS = 0x80
BINARY = 0x04
HOURS_24 = 0x02
PM = 0x80
ABSENT = 0xFF
PATIENCE = 20_000


def read_epoch() -> int:
    """Seconds since 1970-01-01 UTC, or -1 when there is no clock or it holds no sensible time."""
    tries = 0
    if _read(STATUS_A) == ABSENT:
        return -1
    while tries < PATIENCE:
        tries += 1
        if _read(STATUS_A) & UPDATE_IN_PROGRESS:
            continue
        first = _read_date()
        if _read(STATUS_A) & UPDATE_IN_PROGRESS == 0 and _read_date() == first:
            return first
    return -1


def _read(register: int) -> int:
    machine.out8(INDEX, register)
    return machine.in8(DATA)


def _read_date() -> int:
    status = _read(STATUS_B)
    hour_register = _read(HOURS)
    hour = _decode(hour_register & 0x7F, status)
    if status & HOURS_24 == 0:
        hour = hour % 12 + (12 if hour_register & PM else 0)
    minute = _decode(_read(MINUTES), status)
    second = _decode(_read(SECONDS), status)
    day = _decode(_read(DAY), status)
    month = _decode(_read(MONTH), status)
    year = 2000 + _decode(_read(YEAR), status)
    if hour > 23 or minute > 59 or second > 59 or not 1 <= day <= 31 or not 1 <= month <= 12 or year > 2099:
        return -1
    return ((days_since_1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second


def _decode(value: int, status: int) -> int:
    """Two binary-coded digits, unless the clock says that it counts in binary."""
    return value if status & BINARY else (value >> 4) * 10 + (value & 15)


def days_since_1970(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a date of the Gregorian calendar.

    Years are counted from March, so that the leap day is the last of its year: then the months before `month` have
    (153 * m + 2) // 5 days.
    """
    year -= 1 if month <= 2 else 0
    months = (month + 9) % 12
    leap_days = year // 4 - year // 100 + year // 400
    return year * 365 + leap_days + (153 * months + 2) // 5 + day - 1 - 719_468
