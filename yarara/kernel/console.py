"""What the kernel and the application say: standard output, standard error, the kernel log.

Standard output is the first serial port, or a port of a virtio console device in images that were built for it (`standard_output.py`). Under
`yarara run` the two others are debug consoles; without them standard error shares the serial port and the log goes nowhere, or to another port
of such a device. A process has file descriptors for all three. Writers on several cores take turns; nothing here allocates, so a panic may use it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.state import KernelState, kernel_state
from yarara.kernel.devices import debugcon, serial
from yarara.kernel.process import linux, options

PATIENCE = 100_000_000
"""Looks at the lock before it is broken: its holder may have died in a panic."""


def initialize() -> None:
    """Find out what there is to write to."""
    state = kernel_state()
    if machine.PROCESS:
        state.log_port = options.number("YARARA_LOG", 0)
        return
    serial.initialize()
    if debugcon.is_present(debugcon.ERROR_PORT):
        state.error_port = debugcon.ERROR_PORT
    if debugcon.is_present(debugcon.LOG_PORT):
        state.log_port = debugcon.LOG_PORT


def write_output(address: int, length: int) -> None:
    """Bytes to standard output."""
    if machine.PROCESS:
        linux.write(1, address, length)
    elif not _write_by_device(address, length):
        write_serial(address, length)


def write_serial(address: int, length: int) -> None:
    """Bytes to the first serial port."""
    state = kernel_state()
    _lock(state)
    serial.write(address, length)
    _unlock(state)


def _write_by_device(address: int, length: int) -> bool:
    """Whether a virtio console has taken the output."""
    if machine.CONSOLE:
        from yarara.kernel import standard_output
        return standard_output.write(address, length)
    return False


def write_error(address: int, length: int) -> None:
    """Bytes to standard error."""
    if machine.PROCESS:
        linux.write(2, address, length)
    else:
        _flush_device()  # what was printed before is seen before
        state = kernel_state()
        _lock(state)
        if state.error_port != 0:
            debugcon.write(state.error_port, address, length)
        else:
            serial.write(address, length)
        _unlock(state)


def write_log(address: int, length: int) -> None:
    """Bytes to the kernel log."""
    state = kernel_state()
    if state.log_port != 0:
        _lock(state)
        if machine.PROCESS:
            linux.write(state.log_port, address, length)
        else:
            debugcon.write(state.log_port, address, length)
        _unlock(state)
    elif machine.CONSOLE:
        from yarara.kernel import standard_output
        standard_output.write_log(address, length)


def flush() -> None:
    """Wait until standard output has left the machine."""
    if not machine.PROCESS:
        _flush_device()
        serial.flush()


def _flush_device() -> None:
    if machine.CONSOLE:
        from yarara.kernel import standard_output
        standard_output.flush()


@machine.cold
def log_fault(device: str, fault: str, count: int) -> None:
    """What a device did wrong, as the `count`th of its errors. When there are very many: only the first, the second, the fourth, ..."""
    if machine.COMPILED and count & (count - 1) == 0:
        log(device + ": " + fault + ", error " + str(count))


def log(text: str) -> None:
    """One line of the kernel log (Latin-1 only)."""
    write_log(machine.tail(text), len(text))
    write_log(machine.tail("\n"), 1)


def log_number(before: str, value: int, after: str) -> None:
    """`before`, a decimal number, `after`, without a new line."""
    write_log(machine.tail(before), len(before))
    _log_digits(value, 10)
    write_log(machine.tail(after), len(after))


def log_address(before: str, value: int, after: str) -> None:
    """`before`, 0x and a hexadecimal number, `after`, without a new line."""
    write_log(machine.tail(before), len(before))
    write_log(machine.tail("0x"), 2)
    _log_digits(value, 16)
    write_log(machine.tail(after), len(after))


_DIGITS = "0123456789abcdef"


def _log_digits(value: int, base: int) -> None:
    if base == 10 and value < 0:
        write_log(machine.tail("-"), 1)
        value = machine.wrap_sub(0, value)
    weight = 1
    while not machine.less_unsigned(machine.divide_unsigned(value, weight), base):
        weight = machine.wrap_mul(weight, base)
    while weight != 0:
        digit = machine.remainder_unsigned(machine.divide_unsigned(value, weight), base)
        write_log(machine.tail(_DIGITS) + digit, 1)
        weight = machine.divide_unsigned(weight, base)


def _lock(state: KernelState) -> None:
    looks = 0
    while not machine.compare_exchange(state.address + _LOCK_OFFSET, 0, 1):
        machine.pause()
        looks += 1
        if looks == PATIENCE:
            return


def _unlock(state: KernelState) -> None:
    state.console_lock = 0


_LOCK_OFFSET = 16
"""Of KernelState.console_lock."""
