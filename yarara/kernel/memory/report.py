"""What the collector did, as numbers on the kernel log, for `yarara run --gc-stats`: the host makes words of them (machines/gc_stats.py).

Two lines, at the beginning and at the end of the application. The host notes when each arrives, and so learns how long a tick is.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.boot.start_info import command_line_address, command_line_length
from yarara.kernel.memory import blocks, collector
from yarara.kernel.process import options

WORD = " gc-stats=1"


def is_wanted() -> bool:
    """Whether the one who started the kernel asked for it. Looks at the bytes of the command line, to keep small programs small."""
    if machine.PROCESS:
        return options.find("YARARA_GC_STATS") != 0
    start = command_line_address()
    for place in range(start, start + command_line_length() - len(WORD) + 1):
        if machine.compare(place, machine.tail(WORD), len(WORD)) == 0:
            return True
    return False


def begin() -> None:
    """Before the application."""
    collector.statistics().started = machine.read_tsc()
    console.log("gc begins")


def end() -> None:
    """After it: collect once more, so that what is called live is."""
    counters = collector.statistics()
    elapsed = machine.read_tsc() - counters.started
    console.log_number("gc ends ", elapsed, "")
    console.log_number(" ", counters.collections, "")
    console.log_number(" ", counters.pause_total, "")
    console.log_number(" ", counters.pause_max, "")
    console.log_number(" ", _percentile(), "")
    console.log_number(" ", counters.allocated + blocks.state().allocated, "")
    collector.collect()
    console.log_number(" ", counters.live, "\n")


def _percentile() -> int:
    """The upper end, in ticks, of the bucket that the 99th percentile of all pauses lies in; not above the longest one."""
    counters = collector.statistics()
    beyond = counters.collections // 100
    bucket = collector.BUCKETS - 1
    while bucket > 0 and beyond >= machine.load64(collector.bucket_address(bucket)):
        beyond -= machine.load64(collector.bucket_address(bucket))
        bucket -= 1
    end = collector.bucket_end(bucket)
    return end if end < counters.pause_max else counters.pause_max
