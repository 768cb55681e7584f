"""What the kernel must remember before it has a heap: one static page, zero at the start."""

from __future__ import annotations

from yarara import machine
from yarara.machine import Struct, u64

MAXIMUM_CORES = 8

class KernelState(Struct, volatile=True):
    """The fixed part of the page; yarara_kernel_state in the assembly."""
    boot_info: u64         # what the loader gave: (a copy of) hvm_start_info, or argc/argv/envp of the process target
    cores: u64             # cores that run
    console_lock: u64      # 1 while a core writes to the console
    error_port: u64        # where stderr goes; 0: to the serial port
    log_port: u64          # where the kernel log goes (a port, or the descriptor of a file); 0: nowhere
    panicking: u64         # cores that reported a panic
    entropy_lock: u64      # 1 while a core uses the random number generator
    entropy_started: u64   # 1 when the entropy device was looked for
    files_started: u64     # 1 while file systems are being mounted, 2 when they are
    trace: u64             # address of the memory shared with the host (trace/area.py), or 0


# Where in the page other things lie.
CORE_BLOCKS = 0x100        # the addresses of all core blocks, 8 bytes each
START_INFO = 0x1C0         # a copy of the loader's structure
MEMORY_MAP = 0x200         # a copy of the loader's memory map
MEMORY_MAP_SIZE = 0x600
INTERRUPT_TABLE = 0x800    # 64 gates of 16 bytes


def kernel_state() -> KernelState:
    return KernelState.at(machine.symbol("yarara_kernel_state"))
