"""Moments as text and back: the conversions of C's `strftime` in its own locale, with those that glibc adds."""

from __future__ import annotations

from typing import Final

from yarara.library._time.dates import day_of_year, days_before, is_leap, seconds_of, struct_time

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)


def formatted(format: str, t: struct_time) -> str:
    """Each conversion replaced; one that does not exist stays as it is."""
    parts: list[str] = []
    at = 0
    while at < len(format):
        percent = format.find("%", at)
        if percent < 0 or percent + 1 == len(format):
            break
        parts.append(format[at:percent])
        parts.append(_conversion(format[percent + 1], t))
        at = percent + 2
    parts.append(format[at:])
    return "".join(parts)


def short_form(t: struct_time) -> str:
    """As in `asctime`."""
    return f"{DAYS[t.tm_wday][:3]} {MONTHS[t.tm_mon - 1][:3]} {t.tm_mday:2d} {_clock(t)} {t.tm_year}"


def _clock(t: struct_time) -> str:
    return f"{t.tm_hour:02d}:{t.tm_min:02d}:{t.tm_sec:02d}"


def _conversion(code: str, t: struct_time) -> str:
    if code in "aAbBhpP":
        return _name(code, t)
    if code in "YmdHMSyjwueClkIs":
        return _number(code, t)
    if code in "UWVGg":
        return _week(code, t)
    if code == "n":
        return "\n"
    if code == "t":
        return "\t"
    if code == "Z":
        return "UTC"
    if code == "z":
        return "+0000"
    return _several(code, t)


def _name(code: str, t: struct_time) -> str:
    if code == "p":
        return "PM" if t.tm_hour >= 12 else "AM"
    if code == "P":
        return "pm" if t.tm_hour >= 12 else "am"
    name = DAYS[t.tm_wday] if code in "aA" else MONTHS[t.tm_mon - 1]
    return name if code in "AB" else name[:3]


def _number(code: str, t: struct_time) -> str:
    if code == "Y":
        return str(t.tm_year)
    if code == "s":
        return str(seconds_of(t))
    if code == "j":
        return f"{t.tm_yday:03d}"
    if code == "w":
        return str((t.tm_wday + 1) % 7)
    if code == "u":
        return str(t.tm_wday + 1)
    hour = (t.tm_hour + 11) % 12 + 1
    if code in "elk":
        return f"{t.tm_mday if code == 'e' else hour if code == 'l' else t.tm_hour:2d}"
    return f"{_two_digits(code, hour, t):02d}"


def _two_digits(code: str, hour: int, t: struct_time) -> int:
    if code == "m":
        return t.tm_mon
    if code == "d":
        return t.tm_mday
    if code == "H":
        return t.tm_hour
    if code == "I":
        return hour
    if code == "M":
        return t.tm_min
    if code == "S":
        return t.tm_sec
    return t.tm_year // 100 if code == "C" else t.tm_year % 100


def _week(code: str, t: struct_time) -> str:
    """The number of the week, and of the year that this week belongs to."""
    if code == "U":
        return f"{(t.tm_yday + 6 - (t.tm_wday + 1) % 7) // 7:02d}"
    if code == "W":
        return f"{(t.tm_yday + 6 - t.tm_wday) // 7:02d}"
    year = t.tm_year
    week = (t.tm_yday - t.tm_wday + 9) // 7
    if week == 0:
        year -= 1
        week = _weeks_in(year)
    elif week > _weeks_in(year):
        year += 1
        week = 1
    if code == "V":
        return f"{week:02d}"
    return str(year) if code == "G" else f"{year % 100:02d}"


def _weeks_in(year: int) -> int:
    """53 in years that begin, or end, with a Thursday."""
    first = (days_before(year, 1, 1) + 3) % 7
    return 53 if first == 3 or first == 2 and is_leap(year) else 52


def _several(code: str, t: struct_time) -> str:
    """What is short for several conversions."""
    if code == "c":
        return short_form(t)
    if code in "xD":
        return formatted("%m/%d/%y", t)
    if code in "XT":
        return _clock(t)
    if code == "F":
        return formatted("%Y-%m-%d", t)
    if code == "R":
        return formatted("%H:%M", t)
    if code == "r":
        return formatted("%I:%M:%S %p", t)
    return "%" if code == "%" else "%" + code


# -- reading -----------------------------------------------------------------------------------------------------------

class _Reader:
    """Takes a text apart by a format."""

    def __init__(self, text: str, format: str) -> None:
        self._text, self._format = text, format
        self._at = 0
        self._year, self._month, self._day, self._weekday, self._yday = 1900, 1, 1, -1, -1
        self._hour, self._minute, self._second = 0, 0, 0
        self._afternoon = -1

    def read(self) -> struct_time:
        """Raises ValueError."""
        self._follow(self._format)
        if self._at < len(self._text):
            raise ValueError(f"unconverted data remains: {self._text[self._at:]}")
        return self._found()

    def _fail(self) -> ValueError:
        return ValueError(f"time data {self._text!r} does not match format {self._format!r}")

    def _follow(self, format: str) -> None:
        at = 0
        while at < len(format):
            character = format[at]
            at += 1
            if character.isspace():
                self._skip_space()
            elif character != "%":
                self._literal(character)
            elif at == len(format):
                raise ValueError(f"stray % in format {self._format!r}")
            else:
                self._take(format[at])
                at += 1

    def _skip_space(self) -> None:
        start = self._at
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        if start == self._at:
            raise self._fail()

    def _literal(self, character: str) -> None:
        if self._at == len(self._text) or self._text[self._at].lower() != character.lower():
            raise self._fail()
        self._at += 1

    def _take(self, code: str) -> None:
        if code in "YymdjHIMS":
            self._take_number(code)
        elif code in "aA":
            self._weekday = self._one_of(DAYS, code == "a")
        elif code in "bB":
            self._month = self._one_of(MONTHS, code == "b") + 1
        elif code == "p":
            self._afternoon = self._one_of(("AM", "PM"), False)
        elif code == "%":
            self._literal("%")
        elif code == "T":
            self._follow("%H:%M:%S")
        elif code in "XxcZ":
            self._follow({"X": "%H:%M:%S", "x": "%m/%d/%y", "c": "%a %b %d %H:%M:%S %Y", "Z": "UTC"}[code])
        else:
            raise ValueError(f"{code!r} is a bad directive in format {self._format!r}")

    def _one_of(self, names: tuple[str, ...], short: bool) -> int:
        rest = self._text[self._at:].lower()
        for index, name in enumerate(names):
            wanted = name[:3].lower() if short else name.lower()
            if rest.startswith(wanted):
                self._at += len(wanted)
                return index
        raise self._fail()

    def _digits(self, least: int, most: int, lowest: int, highest: int) -> int:
        """The longest number that lies within its limits."""
        start = self._at
        if self._at < len(self._text) and self._text[self._at] == " " and lowest == 1 and highest == 31:
            start += 1
        count = 0
        while count < most and start + count < len(self._text) and self._text[start + count].isdecimal():
            count += 1
        while count >= least:
            value = int(self._text[start:start + count])
            if lowest <= value <= highest:
                self._at = start + count
                return value
            count -= 1
        raise self._fail()

    def _take_number(self, code: str) -> None:
        if code == "Y":
            self._year = self._digits(4, 4, 0, 9999)
        elif code == "y":
            short = self._digits(2, 2, 0, 99)
            self._year = short + (2000 if short <= 68 else 1900)
        elif code == "m":
            self._month = self._digits(1, 2, 1, 12)
        elif code == "d":
            self._day = self._digits(1, 2, 1, 31)
        elif code == "j":
            self._yday = self._digits(1, 3, 1, 366)
        elif code in "HI":
            self._hour = self._digits(1, 2, 0 if code == "H" else 1, 23 if code == "H" else 12)
        elif code == "M":
            self._minute = self._digits(1, 2, 0, 59)
        else:
            self._second = self._digits(1, 2, 0, 61)

    def _found(self) -> struct_time:
        hour = self._hour
        if self._afternoon >= 0:
            hour = hour % 12 + 12 * self._afternoon
        if self._day > _month_length(self._year, self._month):
            raise ValueError("day is out of range for month")
        if self._yday >= 0:
            self._month = 1
            while self._yday > day_of_year(self._year, self._month, _month_length(self._year, self._month)):
                self._month += 1
            self._day = self._yday - day_of_year(self._year, self._month, 1) + 1
        yday = day_of_year(self._year, self._month, self._day)
        weekday = self._weekday if self._weekday >= 0 else (days_before(self._year, self._month, self._day) + 3) % 7
        return struct_time(self._year, self._month, self._day, hour, self._minute, self._second, weekday, yday, -1)


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def read(text: str, format: str) -> struct_time:
    """Raises ValueError for a text that does not fit."""
    return _Reader(text, format).read()
