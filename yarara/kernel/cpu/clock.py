"""Time: a monotonic clock from the time-stamp counter, the time of day, and the one-shot timer of each core.

All in nanoseconds. The counter's frequency comes from the processor when it tells, else it is measured against the 8254 timer, which
takes about three milliseconds. Only a program that asks for time pays for that.
"""

from __future__ import annotations

from typing import Callable

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.cpu import apic, interrupts, pit, rtc
from yarara.kernel.process import cores, linux

SECOND = 1_000_000_000
NEVER = 0x7FFF_FFFF_FFFF_FFFF
"""A deadline that never comes."""

CALIBRATION_TICKS = 1500           # of the 8254 between two samples: 1.3 milliseconds
CALIBRATION_LIMIT = 20
AGREEMENT = 256                    # two rates agree when they differ by less than this part of them
SAMPLE_TRIES = 5
PATIENCE = 1_000_000
LOWEST_RATE = 1_000_000
SHORTEST_TIMER = 1000
LONGEST_TIMER = 2 * SECOND         # then the timer is set again

HYPERVISOR_TIMING = 0x4000_0010    # cpuid leaf of KVM and others: eax = TSC kHz
HYPERVISOR_PRESENT = 1 << 31       # cpuid 1, ecx

_ready = False
_tsc_start = 0
_tsc_multiplier = 0                # nanoseconds = ticks * multiplier / 2**32
_tsc_rate = 0                      # Hz
_apic_rate = 0                     # Hz, after the divider; 0: deadline mode
_epoch = 0                         # the time of day when the monotonic clock was 0


def initialize() -> None:
    """Find out how fast the counters run and what time it is; again does nothing."""
    global _ready, _tsc_start, _epoch
    if _ready:
        return
    _ready = True
    if machine.PROCESS:
        _epoch = linux.clock(linux.CLOCK_REALTIME) - linux.clock(linux.CLOCK_MONOTONIC)
    else:
        interrupts.initialize()
        _find_rates()
        _tsc_start = machine.read_tsc()
        seconds = rtc.read_epoch()
        _epoch = (seconds if seconds >= 0 else _epoch_option()) * SECOND
        console.log_number("clock: ", _tsc_rate // 1000, " kHz\n")


def _epoch_option() -> int:
    """Seconds since 1970 from the kernel command line, for a machine without a clock."""
    text = commandline.option("epoch")
    if text is None or not text.isdigit() or len(text) > 12:
        return 0
    return int(text)


def _find_rates() -> None:
    global _apic_rate
    rate = _told_rate()
    deadline_mode = apic.has_deadline_timer()
    if rate == 0 or not deadline_mode:
        measured = _measure()
        if rate == 0:
            rate = measured
    if deadline_mode:
        _apic_rate = 0
    _set_rate(rate)


def _set_rate(rate: int) -> None:
    global _tsc_rate, _tsc_multiplier
    _tsc_rate = rate
    _tsc_multiplier = (SECOND << 32) // rate


def _told_rate() -> int:
    """The frequency of the time-stamp counter in Hz as the processor or the hypervisor tells it, or 0."""
    if machine.cpuid(0, 0, 0) >= 0x15:
        denominator = machine.cpuid(0x15, 0, 0)
        numerator = machine.cpuid(0x15, 0, 1)
        crystal = machine.cpuid(0x15, 0, 2)
        if denominator != 0 and numerator != 0 and crystal != 0:
            return crystal * numerator // denominator
    if machine.cpuid(1, 0, 2) & HYPERVISOR_PRESENT and machine.cpuid(0x4000_0000, 0, 0) >= HYPERVISOR_TIMING:
        return machine.cpuid(HYPERVISOR_TIMING, 0, 0) * 1000
    return 0


class _Sample:
    """What two counters show at one moment."""

    def __init__(self, read: Callable[[], int]) -> None:
        """Read a counter between two looks at the time-stamp counter; of several such tries the one with the closest looks."""
        self.tsc = 0
        self.count = 0
        closest = NEVER
        for _ in range(SAMPLE_TRIES):
            before = machine.read_tsc()
            count = read()
            distance = machine.read_tsc() - before
            if distance < closest:
                closest = distance
                self.tsc = before + distance // 2
                self.count = count


def _measure() -> int:
    """The frequency of the time-stamp counter in Hz, measured; the local APIC's timer is measured along with it.

    An emulated processor may stop for a while between any two instructions. So there are three samples, at equal distances, and
    more until the two rates that they give agree.
    """
    global _apic_rate
    pit.start()
    apic.set_count(apic.MAXIMUM_COUNT)
    apic_first = _Sample(apic.current_count)
    first = _Sample(pit.now)
    middle = _sample_after(first)
    last = _sample_after(middle)
    for _ in range(CALIBRATION_LIMIT):
        earlier = _rate(first, middle)
        if abs(earlier - _rate(middle, last)) * AGREEMENT < earlier:
            break
        first = middle
        middle = last
        last = _sample_after(middle)
    rate = _rate(first, last)
    apic_last = _Sample(apic.current_count)
    apic.set_count(0)
    _apic_rate = max((apic_first.count - apic_last.count) * (rate // 1000) // (apic_last.tsc - apic_first.tsc) * 1000, 1)
    return rate


def _sample_after(sample: _Sample) -> _Sample:
    """A sample of the 8254 a calibration step later."""
    for _ in range(PATIENCE):
        if pit.now() - sample.count >= CALIBRATION_TICKS:
            break
    return _Sample(pit.now)


def _rate(first: _Sample, last: _Sample) -> int:
    """The frequency of the time-stamp counter in Hz, between two samples of the 8254."""
    ticks = max(last.count - first.count, 1)
    return max((last.tsc - first.tsc) * pit.FREQUENCY // ticks, LOWEST_RATE)


def monotonic() -> int:
    """Nanoseconds since the clock was initialised; never goes back on one core."""
    if machine.PROCESS:
        return linux.clock(linux.CLOCK_MONOTONIC)
    return _to_nanoseconds(machine.read_tsc() - _tsc_start)


def time_of_day() -> int:
    """Nanoseconds since 1970-01-01 UTC."""
    return _epoch + monotonic()


def day_offset() -> int:
    """The time of day when the monotonic clock was 0."""
    return _epoch


def _to_nanoseconds(ticks: int) -> int:
    high = machine.multiply_high(ticks, _tsc_multiplier)
    low = machine.wrap_mul(ticks, _tsc_multiplier)
    return high << 32 | machine.shift_right_unsigned(low, 32)


def enable_timer() -> None:
    """Let this core's timer interrupt; once on each core."""
    if machine.PROCESS:
        cores.enable_timer()
    else:
        apic.enable_timer(_apic_rate == 0)


def set_timer(delay: int) -> None:
    """Interrupt this core once, `delay` nanoseconds from now or somewhat earlier when that is far away."""
    delay = min(max(delay, SHORTEST_TIMER), LONGEST_TIMER)
    if machine.PROCESS:
        cores.set_timer(delay)
    elif _apic_rate == 0:
        apic.set_deadline(machine.read_tsc() + delay * (_tsc_rate // 1000) // 1_000_000)
    else:
        apic.set_count(min(max(delay * (_apic_rate // 1000) // 1_000_000, 1), apic.MAXIMUM_COUNT))
