"""The date and time of day from the MC146818."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarara.kernel.cpu import rtc
from yarara.simulation import simulation

BINARY = 0x04
HOURS_24 = 0x02


class Rtc:
    """The chip, set to one moment, in one of its formats."""

    def __init__(self, moment: datetime, status: int, updates: int = 0) -> None:
        hour = moment.hour
        if not status & HOURS_24:
            hour = (hour - 1) % 12 + 1
        values = {0: moment.second, 2: moment.minute, 4: hour, 7: moment.day, 8: moment.month, 9: moment.year % 100}
        self._registers = {register: value if status & BINARY else int(str(value), 16) for register, value in values.items()}
        if not status & HOURS_24 and moment.hour >= 12:
            self._registers[4] |= 0x80
        self._registers[0x0B] = status
        self._updates = updates
        self._index = 0

    def read(self, offset: int, size: int) -> int:
        if self._index == 0x0A:
            self._updates -= 1
            return 0x80 if self._updates >= 0 else 0x26
        return self._registers[self._index]

    def write(self, offset: int, size: int, value: int) -> None:
        self._index = value


def read(chip: Rtc) -> int:
    simulation.reset()
    simulation.map_ports(0x70, 2, chip)
    return rtc.read_epoch()


moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(lambda moment: moment.replace(microsecond=0, tzinfo=timezone.utc))


@given(moments, st.sampled_from([0, BINARY, HOURS_24, BINARY | HOURS_24]))
def test_every_moment_in_every_format(moment: datetime, status: int) -> None:
    assert read(Rtc(moment, status)) == int(moment.timestamp())


def test_it_waits_while_the_clock_changes() -> None:
    moment = datetime(2026, 2, 28, 23, 59, 59, tzinfo=timezone.utc)
    assert read(Rtc(moment, HOURS_24, updates=50)) == int(moment.timestamp())


def test_a_clock_that_always_changes_is_given_up() -> None:
    assert read(Rtc(datetime(2026, 1, 1), HOURS_24, updates=1 << 40)) == -1


def test_a_machine_without_a_clock() -> None:
    simulation.reset()
    assert rtc.read_epoch() == -1


@pytest.mark.parametrize("register", [0, 2, 4, 7, 8])
def test_a_date_that_does_not_exist_is_refused(register: int) -> None:
    chip = Rtc(datetime(2026, 1, 1), HOURS_24 | BINARY)
    chip._registers[register] = 0x63
    assert read(chip) == -1
