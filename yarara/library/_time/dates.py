"""Dates of the Gregorian calendar, also before it was made, in UTC: the only time zone here."""

from __future__ import annotations

from typing import Final, NamedTuple

_DAY: Final = 86_400  # seconds
_ERA: Final = 146_097  # days in 400 years
_FIRST_OF_MARCH_0: Final = 719_468  # days before 1970-01-01
_YEAR_DAYS: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # before each month


class struct_time(NamedTuple):
    """A moment as it is written: months, days and days of the year from 1, Monday is 0."""

    tm_year: int
    tm_mon: int
    tm_mday: int
    tm_hour: int
    tm_min: int
    tm_sec: int
    tm_wday: int
    tm_yday: int
    tm_isdst: int

    @property
    def tm_zone(self) -> str:
        return "UTC"

    @property
    def tm_gmtoff(self) -> int:
        """Seconds east of UTC."""
        return 0

    def __repr__(self) -> str:
        return (
            f"time.struct_time(tm_year={self.tm_year}, tm_mon={self.tm_mon}, tm_mday={self.tm_mday}, tm_hour={self.tm_hour}, "
            f"tm_min={self.tm_min}, tm_sec={self.tm_sec}, tm_wday={self.tm_wday}, tm_yday={self.tm_yday}, tm_isdst={self.tm_isdst})"
        )


def days_before(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a date; the year begins in March, so that its last day is the odd one."""
    if month <= 2:
        year -= 1
    era = year // 400
    in_era = year - era * 400
    in_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * _ERA + in_era * 365 + in_era // 4 - in_era // 100 + in_year - _FIRST_OF_MARCH_0


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_of_year(year: int, month: int, day: int) -> int:
    """From 1."""
    return _YEAR_DAYS[month - 1] + day + (1 if month > 2 and is_leap(year) else 0)


def moment(seconds: int) -> struct_time:
    """Seconds since 1970-01-01, before it when negative."""
    days = seconds // _DAY
    rest = seconds - days * _DAY
    shifted = days + _FIRST_OF_MARCH_0
    era = shifted // _ERA
    in_era = shifted - era * _ERA
    years = (in_era - in_era // 1460 + in_era // 36_524 - in_era // 146_096) // 365
    in_year = in_era - (365 * years + years // 4 - years // 100)
    march_month = (5 * in_year + 2) // 153
    day = in_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    year = era * 400 + years + (1 if month <= 2 else 0)
    return struct_time(
        year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, day_of_year(year, month, day), 0,
    )


def seconds_of(written: struct_time) -> int:
    """Seconds since 1970-01-01; months, days and times beyond their ends count on."""
    months = written.tm_year * 12 + written.tm_mon - 1
    days = days_before(months // 12, months % 12 + 1, 1) + written.tm_mday - 1
    return days * _DAY + written.tm_hour * 3600 + written.tm_min * 60 + written.tm_sec
