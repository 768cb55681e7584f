"""Dates and times as disks have them, in UTC."""

from __future__ import annotations

SECOND = 1_000_000_000
"""In nanoseconds."""
_DAY = 86_400
_DAYS_BEFORE_1970 = 719_468
"""From the first of March of the year 0. A year that begins in March has its leap day at its end."""


def nanoseconds(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    """Since 1970. Numbers that are no date give some moment."""
    years = year if month > 2 else year - 1
    days = 365 * years + years // 4 - years // 100 + years // 400 + (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return ((days - _DAYS_BEFORE_1970) * _DAY + hour * 3600 + minute * 60 + second) * SECOND


def date_of(moment: int) -> tuple[int, int, int]:
    """Year, month and day of nanoseconds since 1970."""
    days = moment // SECOND // _DAY + _DAYS_BEFORE_1970
    era = days // 146_097
    of_era = days % 146_097
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    if month < 10:
        return year + 400 * era, month + 3, day
    return year + 400 * era + 1, month - 9, day


def second_of_day(moment: int) -> int:
    return moment // SECOND % _DAY
